import { bitsOf } from '#lib/compose/bits.ts'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-shapes.ts'
import { partOfFile, stageOf } from '#lib/exports/sequence.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** A staged row is in the file of its stage, which is the one that its score is of. */
export function checkStage({ stage, constraints = [] }: RowFacts, file: string, { curriculum }: Pick<ExportParams, 'curriculum'>, tell: Tell): void {
  if (!stage || !curriculum) return
  const here = partOfFile(file).stage
  if (here !== null && here !== stage.number) tell('stage', 'meta.stage.number', `is ${stage.number}, and the file is of stage ${here}`)
  const wanted = stageOf(stage.score, curriculum.cuts)
  if (wanted !== stage.number) tell('stage', 'meta.stage.number', `is ${stage.number}, and the score ${stage.score} is of stage ${wanted}`)
  const counted = { difficulty: stage.score, constraints: constraints.length, bits: bitsOf(constraints) }[curriculum.by]
  if (Math.abs(counted - stage.score) > 1e-6) tell('stage', 'meta.stage.score', `is ${stage.score}, and the row's ${curriculum.by} are ${counted}`)
}

/** Holds the levels of each pair to each other: none is missing, and each states all that the one before does and more. */
export class LadderFinder {
  /** By the pair's id: what is stated at each level, with where it is. Some hundred bytes a pair. */
  readonly #rungs = new Map<string, { of: number; level: number; said: string[]; file: string; line: number }[]>()

  add(file: string, line: number, { id, level, constraints }: RowFacts, tell: Tell): void {
    if (!level) return
    const here = partOfFile(file).level
    if (here !== level.number) tell('ladder', 'id', `is of level ${level.number}, and the file is of level ${here ?? 'none'}`)
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
