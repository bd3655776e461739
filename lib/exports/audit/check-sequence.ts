import { hash } from 'node:crypto'
import { bitsOf } from '#lib/compose/bits.ts'
import { failsSome, states } from '#lib/exports/answered-levels.ts'
import { checkProof, type Tell } from '#lib/exports/audit/check-row.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { partOfFile, stageOf } from '#lib/exports/sequence.ts'
import { replayedRows } from '#lib/exports/staging.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** A staged row is in the file of its stage, which is the one that its score is of, but in a control; one that repeats a row is in that of a later stage, of training alone. */
export function checkStage({ stage, replay, task, constraints }: RowFacts, file: string, { curriculum }: Pick<ExportParams, 'curriculum'>, tell: Tell): void {
  const here = partOfFile(file).stage
  if (replay !== undefined && (!curriculum || here !== replay)) tell('stage', 'id', `says that the row repeats one in stage ${replay}, and the file is of ${here === null ? 'no stage' : `stage ${here}`}`)
  if (!curriculum) return
  if (!stage) {
    // General rows have none, and rows that say nothing of themselves.
    if (here !== null && constraints && task?.kind !== 'general') tell('stage', 'meta.stage', 'is not there, and the file is of a stage')
    return
  }
  if (stage.replay !== replay) tell('stage', 'meta.stage.replay', `is ${stage.replay ?? 'not there'}, and the id says ${replay ?? 'none'}`)
  if (replay !== undefined && stage.number >= replay) tell('stage', 'meta.stage.number', `is ${stage.number}, and the row repeats it in stage ${replay}, which is not later`)
  if (here !== null && replay === undefined && here !== stage.number) tell('stage', 'meta.stage.number', `is ${stage.number}, and the file is of stage ${here}`)
  const wanted = stageOf(stage.score, curriculum.cuts)
  const isByChance = curriculum.control && here !== null
  if (wanted !== stage.number && !isByChance) tell('stage', 'meta.stage.number', `is ${stage.number}, and the score ${stage.score} is of stage ${wanted}`)
  const counted = { difficulty: stage.score, constraints: constraints?.length ?? 0, bits: bitsOf(constraints ?? []) }[curriculum.by]
  if (Math.abs(counted - stage.score) > 1e-6) tell('stage', 'meta.stage.score', `is ${stage.score}, and the row's ${curriculum.by} are ${counted}`)
}

/** Holds rows that stand in several stages to what they repeat, and stages to the sizes that the recipe asks for. Some hundred bytes a pair where there are any. */
export class StageFinder {
  readonly #curriculum: ExportParams['curriculum']
  /** By id, of rows of training that repeat none: their stage and a hash of what they say. */
  readonly #own = new Map<string, { stage: number; said: string }>()
  readonly #replays: { of: string; into: number; said: string; file: string; line: number }[] = []
  /** Rows by stage, from 1: as they stand, by their scores, and those that stand there again. */
  readonly #sizes: number[] = []
  readonly #byScore: number[] = []
  readonly #again: number[] = []

  constructor({ curriculum }: Pick<ExportParams, 'curriculum'>) {
    this.#curriculum = curriculum
  }

  add(file: string, line: number, { id, stage, replay, prompt, response }: RowFacts): void {
    const here = partOfFile(file).stage
    if (!this.#curriculum || here === null) return
    if (stage && replay !== undefined) count(this.#again, here)
    else if (stage) {
      count(this.#sizes, here)
      count(this.#byScore, stageOf(stage.score, this.#curriculum.cuts))
    }
    if (id === undefined || this.#curriculum.replay === 0) return
    const said = hash('sha256', JSON.stringify([prompt.text, response?.text])).slice(0, 16)
    if (replay === undefined) this.#own.set(id, { stage: here, said })
    else this.#replays.push({ of: id.replace(/-replay-\d$/, ''), into: replay, said, file, line })
  }

  report(log: FaultLog): void {
    if (!this.#curriculum) return
    const { cuts, control, replay } = this.#curriculum
    for (const { of, into, said, file, line } of this.#replays) {
      const row = this.#own.get(of)
      if (!row) log.add('stage', { file, line, field: 'id' }, `repeats ${of}, which is in no stage of training`)
      else if (row.stage >= into) log.add('stage', { file, line, field: 'id' }, `repeats a row of stage ${row.stage}, which is not an earlier one`)
      else if (row.said !== said) log.add('stage', { file, line, field: 'id' }, `says something else than ${of}, which it repeats`)
    }
    let before = 0
    for (let stage = 1; stage <= cuts.length + 1; stage++) {
      const size = this.#sizes[stage] ?? 0
      const [byScore, again, wanted] = [this.#byScore[stage] ?? 0, this.#again[stage] ?? 0, replayedRows(replay, before)]
      if (control && size !== byScore) log.add('recipe', { file: 'manifest.json', field: 'recipe.curriculum.control' }, `asks for the sizes of the stages by score: of stage ${stage} are ${byScore} rows, and ${size} are there`)
      if (before > 0 && again !== wanted) log.add('recipe', { file: 'manifest.json', field: 'recipe.curriculum.replay' }, `asks for ${wanted} rows of earlier stages in stage ${stage}, and ${again} are there`)
      before += size
    }
  }
}

function count(numbers: number[], at: number): void {
  numbers[at] = (numbers[at] ?? 0) + 1
}

/**
 * A ladder as one conversation has a turn for each level, which asks all that the one before does and more, and an answer at each that meets
 * what its turn asks and fails some of what the next one adds. Where levels have no such answers they are rows of their own.
 */
export function checkRungs({ rungs, level, constraints, prompt, response }: RowFacts, { ladder, ladderAs }: Pick<ExportParams, 'ladder' | 'ladderAs'>, tell: Tell): void {
  const inTurns = ladder > 0 && ladderAs === 'conversation'
  if (!constraints || (!rungs && !inTurns)) return
  if (!rungs) {
    if (!level) tell('ladder', 'meta.turns', 'is not there, and the row is no level of its own either')
    return
  }
  if (!inTurns) tell('ladder', 'meta.turns', 'is there, and the recipe asks for no conversations of levels')
  else if (level) tell('ladder', 'meta.turns', 'is there, and the id says that the row is a level of its own')
  else if (rungs.length >= ladder) tell('ladder', 'meta.turns', `names ${rungs.length} turns before the prompt, and the recipe asks for ${ladder} levels in all`)
  const turns = [...rungs, { stated: constraints.length, prompt: prompt.text, response: response?.text ?? null }]
  for (const [n, turn] of turns.entries()) {
    const isLower = n < rungs.length
    if (turn.prompt === null || turn.response === null) tell('ladder', `meta.turns.${n}`, 'is no turn of the conversation')
    for (const [at, constraint] of constraints.slice(0, turn.stated).entries()) {
      if (turn.prompt !== null && !states(turn.prompt, constraint.text)) tell('not-stated', `meta.constraints.${at}`, `"${constraint.text}" is not said in turn ${n + 1} of the ladder`)
      if (isLower && turn.response !== null) checkProof(constraint, turn.response, `meta.constraints.${at}`, tell)
    }
    const next = turns[n + 1]
    if (!next) continue
    if (next.stated <= turn.stated) tell('ladder', `meta.turns.${n}`, `states ${turn.stated} constraints, and the turn behind it ${next.stated}, which is not more`)
    else if (turn.response !== null && !failsSome(constraints.slice(turn.stated, next.stated), turn.response)) tell('ladder', `meta.turns.${n}`, 'is answered by what meets all that the turn behind it adds: to repeat it would do')
  }
}

/** Holds the levels of each pair to each other: none is missing, and each states all that the one before does and more. */
export class LadderFinder {
  /** By the pair's id: what is stated at each level, with where it is. Some hundred bytes a pair. */
  readonly #rungs = new Map<string, { of: number; level: number; said: string[]; file: string; line: number }[]>()

  /** `ladderAs` of the recipe: only files are of a level. */
  add(file: string, line: number, { id, level, constraints }: RowFacts, { ladderAs }: Pick<ExportParams, 'ladderAs'>, tell: Tell): void {
    if (!level) return
    const here = partOfFile(file).level
    if (ladderAs === 'files' && here !== level.number) tell('ladder', 'id', `is of level ${level.number}, and the file is of level ${here ?? 'none'}`)
    if (!id || !constraints) return
    const pair = id.replace(/-level-.*$/, '')
    const rung = { of: level.of, level: level.number, said: constraints.map(({ text }) => text), file, line }
    this.#rungs.set(pair, [...(this.#rungs.get(pair) ?? []), rung])
  }

  report(log: FaultLog): void {
    for (const rungs of this.#rungs.values()) {
      const climbed = rungs.toSorted((a, b) => a.level - b.level)
      for (const [n, { level, of, said, file, line }] of climbed.entries()) {
        const before = climbed[n - 1]
        if (level !== n + 1 || of !== climbed.length) log.add('ladder', { file, line, field: 'id' }, `is level ${level} of ${of}, and ${climbed.length} are here, of which it is number ${n + 1}`)
        else if (before && (said.length <= before.said.length || before.said.some((text) => !said.includes(text)))) {
          log.add('ladder', { file, line, field: 'meta.constraints' }, `does not state all that level ${level - 1} does, and more`)
        }
      }
    }
  }
}
