import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { asWritten, contaminatedAsWritten, contaminationOf } from '#lib/exports/contaminated-by.ts'
import { chooseConstraints, type LeftOut } from '#lib/compose/choose-constraints.ts'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import { chooseDemonstrations } from '#lib/compose/demonstrations.ts'
import { missesTarget } from '#lib/compose/fit-target.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { answeredLevels } from '#lib/exports/answered-levels.ts'
import { demonstrating, type Demonstrator, type Demonstrators } from '#lib/exports/demonstrators.ts'
import { originOf, type ComposedAs, type Demonstration, type ExportConstraint, type ExportExample, type ExportFormat } from '#lib/exports/formats/format.ts'
import { instructionsOf, leavingConstraints, type NotStated } from '#lib/exports/leaving-constraints.ts'
import { licenseRefusal } from '#lib/exports/license-refusal.ts'
import { falsified } from '#lib/exports/prompt-contrast.ts'
import { ladderSizes, scoreOf, stageOf } from '#lib/exports/sequence.ts'
import { refinedRefusal } from '#lib/exports/refined-refusal.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { isTurnedRound, turnedRound } from '#lib/exports/turned-round.ts'
import { controlStage, type Staging } from '#lib/exports/staging.ts'
import { conversation } from '#lib/generation/conversation.ts'
import { seededRng, type Rng } from '#lib/random.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** The share of refined instructions when a recipe mixes them (Crab, arXiv 2410.24175). */
const refinedShare = 0.7

/** What composing needs beside the pair. */
export interface Composition {
  recipe: ExportParams
  seed: number
  format: Pick<ExportFormat, 'expresses' | 'refutes' | 'toFalseRow' | 'problem'>
  /** The dataset's licence is that of every pair that names no other. */
  datasetLicense: string | null
  /** Share of the pairs that have a constraint of a type, 0 to 1. */
  shareOfPairs: (type: string) => number
  demonstrators: Demonstrators
  /** What places rows in stages beside their score; null where nothing does. */
  staging: Staging | null
  /** What prompts are held against as they are written; null where the recipe does not ask for it. */
  benchmarks: BenchmarkGrams | null
}

/** Why a pair without a score stays out of a curriculum. */
export const noDifficulty = 'no model has rated its difficulty'

/** What becomes of one pair: its row and those of the lower levels of a ladder, or why it does not leave; and why each of its accepted constraints that is not stated is not. */
export type ComposedExample = ({ example: ExportExample; lower: ExportExample[] } | { dropped: string; contaminated?: string }) & { leftOut: NotStated[] }

/** Composes one pair. Decided by the pair's content, those that may demonstrate, the benchmarks it is held against, the recipe and the seed alone. */
export function composeExample(pair: AcceptedPair, composition: Composition): ComposedExample {
  const contamination = contaminationOf(pair, composition.recipe)
  const composed = composeWhole(pair, composition)
  if (contamination !== null && 'dropped' in composed) return { ...composed, contaminated: pair.contaminatedBy ?? '' }
  if ('dropped' in composed || !composition.benchmarks) return composed
  const { example, lower, leftOut } = composed
  const benchmarks = contaminatedAsWritten({ ...example, rungs: [...lower.map(({ prompt }) => ({ prompt, response: '', stated: 0 })), ...(example.rungs ?? [])] }, composition.benchmarks)
  if (benchmarks === null) return composed
  return { dropped: asWritten(benchmarks), contaminated: benchmarks, leftOut: [...leftOut, ...example.constraints.map((constraint) => said(constraint, 'the pair was left out'))] }
}

function composeWhole(pair: AcceptedPair, composition: Composition): ComposedExample {
  const { recipe, seed, format, datasetLicense, shareOfPairs } = composition
  const leaving = leavingConstraints(pair, format, recipe, composition.benchmarks)
  const rng = seededRng(seed, pair.contentHash, 'compose')
  const { minConstraints, usualConstraints, maxConstraints, anyNumber, bits, typeWeights } = recipe
  const from = Math.max(minConstraints, Math.min(usualConstraints, maxConstraints))
  const { chosen, leftOut } = chooseConstraints(leaving.constraints, { least: minConstraints, from, to: maxConstraints, anyShare: anyNumber, target: bits, weights: typeWeights }, shareOfPairs, rng)
  const notStated = leaving.notStated
  for (const { constraint, reason } of leftOut) notStated.push(said(constraint, reason))
  const dropped = (reason: string): ComposedExample => ({ dropped: reason, leftOut: [...notStated, ...chosen.map((constraint) => said(constraint, 'the pair was left out'))] })
  const score = recipe.curriculum ? scoreOf(recipe.curriculum.by, chosen, pair.difficulty) : null
  const why =
    contaminationOf(pair, recipe)
    ?? licenseRefusal(pair.license ?? datasetLicense, recipe)
    ?? (recipe.dropNearDuplicates && pair.isNearDuplicate ? 'near-duplicate of another pair' : null)
    ?? refinedRefusal(pair, recipe)
    ?? format.problem?.(pair)
    ?? leaving.problem
    ?? (chosen.length === 0 ? nothingChosen(leftOut)
    : bits && missesTarget(chosen, bits) !== null ? missesTarget(chosen, bits)
    : chosen.length < minConstraints ? `fewer than ${minConstraints} constraints`
    : recipe.curriculum && score === null ? noDifficulty
    : null)
  if (why !== null) return dropped(why)
  const example: ExportExample = {
    id: exampleId(pair),
    ...originOf(pair, datasetLicense),
    ...composePrompt(pair, chosen, recipe, rng),
    response: pair.response,
    constraints: chosen,
  }
  if (pair.tags.length > 0) example.tags = pair.tags
  if (recipe.demonstrations > 0) example.demonstrations = demonstrate(pair, chosen, composition)
  if (recipe.curriculum && score !== null) example.stage = { number: stageFor(pair, score, recipe.curriculum.cuts, composition), score }
  if (recipe.reverse > 0 || recipe.general !== null) example.task = { kind: 'forward' }
  if (format.toFalseRow) {
    const contrasted = inContrast(pair, example, composition)
    return contrasted ? { example: contrasted, lower: [], leftOut: notStated } : dropped('no constraint can be made false')
  }
  if (recipe.ladder > 0) {
    const answered = recipe.ladderAs === 'conversation' ? inTurns(pair, example, composition) : null
    if (answered) {
      const stated = new Set(answered.constraints.map(({ text }) => text))
      const others = [...leaving.notStated, ...chosen.map((constraint) => said(constraint, 'no part of the levels'))]
      return { example: answered, lower: [], leftOut: others.filter(({ text }) => !stated.has(text)) }
    }
    // Without answers of their own, levels are rows of their own: in one conversation the same answer would stand at each turn.
    const levels = climb(pair, example, composition)
    const top = levels.pop()
    return top ? { example: top, lower: levels, leftOut: notStated } : dropped('the accepted constraints conflict')
  }
  if (!isTurnedRound(pair, recipe, seed)) return { example, lower: [], leftOut: notStated }
  const turned = turnedRound(example, pair, recipe, seed)
  return turned ? { example: turned, lower: [], leftOut: notStated } : dropped('no refined instruction to ask for')
}

/** The stage of a row: that of its score, or where chance puts it in a control, which training alone has. */
function stageFor(pair: AcceptedPair, score: number, cuts: readonly number[], { recipe, seed, staging }: Composition): number {
  const bounds = staging?.control
  return bounds && splitOf(pair.group, recipe, seed) === 'train' ? controlStage(exampleId(pair), bounds, seed) : stageOf(score, cuts)
}

/** A pair's prompt and the same with one constraint made false, in the same layout. */
function inContrast(pair: AcceptedPair, example: ExportExample, { recipe, seed }: Composition): ExportExample | null {
  const made = falsified(example.constraints, pair.response, instructionsOf(pair, recipe), seededRng(seed, pair.contentHash, 'false'))
  if (!made) return null
  const prompted = (constraints: readonly ExportConstraint[]): Prompted => composePrompt(pair, constraints, recipe, seededRng(seed, pair.contentHash, 'contrast'))
  return { ...example, ...prompted(example.constraints), falsePrompt: { ...made, prompt: prompted(made.constraints).prompt } }
}

/** Why nothing is left to state of constraints that hold. */
function nothingChosen(leftOut: readonly { reason: LeftOut }[]): string {
  const reasons = new Set(leftOut.map(({ reason }) => reason))
  if (reasons.has('of a type that is not wanted')) return 'no constraint of a type that is wanted'
  return reasons.has('more than wanted') ? 'every constraint says more than wanted' : 'the accepted constraints conflict'
}

/** The levels of one pair: each states what the one before does and more, in the same layout, and the response meets all of them. */
function climb(pair: AcceptedPair, example: ExportExample, { recipe, seed }: Composition): ExportExample[] {
  const sizes = ladderSizes(example.constraints.length, recipe.ladder)
  return sizes.map((size, n) => {
    const constraints = example.constraints.slice(0, size)
    const level = { number: n + 1, of: sizes.length }
    return { ...example, id: `${example.id}-level-${level.number}-of-${level.of}`, constraints, level, ...composePrompt(pair, constraints, recipe, seededRng(seed, pair.contentHash, 'ladder')) }
  })
}

/** The levels of one pair as a conversation, each turn with its own answer; null where no such levels were evolved from it and accepted. */
function inTurns(pair: AcceptedPair, { composed: _, ...example }: ExportExample, { recipe, seed }: Composition): ExportExample | null {
  const turns = answeredLevels(pair, recipe)?.map((turn) => ({ ...turn, prompt: turn.prompt ?? ownPrompt(pair, turn.constraints, seededRng(seed, pair.contentHash, 'ladder')) }))
  const top = turns?.pop()
  if (!turns || !top) return null
  const { prompt, response, constraints } = top
  return { ...example, prompt, response, constraints, rungs: turns.map((turn) => ({ prompt: turn.prompt, response: turn.response, stated: turn.constraints.length })) }
}

/** The pair's own instruction, which the others were evolved from, with the constraints that it begins with. */
function ownPrompt(pair: AcceptedPair, constraints: readonly ExportConstraint[], rng: Rng): string {
  if (constraints.length === 0) return conversation(pair).at(-1)?.content ?? pair.instruction
  return composeInstruction(pair, constraints, rng).text
}

/** The last that was asked for: a pair's id is asked for several times in a row. */
const last = { contentHash: '', id: '' }

/** Derived from the pair's content: the same pair has the same id in every export. */
export function exampleId({ contentHash }: Pick<AcceptedPair, 'contentHash'>): string {
  if (contentHash !== last.contentHash) Object.assign(last, { contentHash, id: rowIdOf(contentHash) })
  return last.id
}

/** A prompt, and what chance decided of it. */
interface Prompted {
  prompt: string
  composed: ComposedAs
}

function composePrompt(pair: AcceptedPair, constraints: readonly ExportConstraint[], recipe: ExportParams, rng: Rng): Prompted {
  const wantsRefined = recipe.instruction === 'refined' || (recipe.instruction === 'mixed' && rng.next() < refinedShare)
  const refined = wantsRefined ? pair.refinedInstruction : null
  const position = recipe.inputPosition === 'mixed' ? rng.pick(inputPositions) : recipe.inputPosition
  const { text, layout, connector, inputPosition } = composeInstruction({ instruction: refined ?? pair.instruction, input: pair.input }, constraints, rng, position)
  return { prompt: text, composed: { layout, connector, inputPosition, ...(refined === null ? { instruction: 'original' } : { instruction: 'refined', refined }) } }
}

/**
 * The demonstrations of one pair: other pairs of its split, none of its group. Each states at least one constraint and no more than the
 * pair does. A pair with earlier turns gets none: they would not be its own.
 */
function demonstrate(pair: AcceptedPair, chosen: readonly ExportConstraint[], { recipe, seed, shareOfPairs, demonstrators, benchmarks }: Composition): Demonstration[] {
  const rng = seededRng(seed, pair.contentHash, 'demonstrate')
  if (rng.next() >= recipe.demonstrationShare || pair.history.length > 0) return []
  const strangers = (demonstrators.get(splitOf(pair.group, recipe, seed)) ?? []).filter((one) => one.pair.group !== pair.group && one.pair.contentHash !== pair.contentHash)
  const drawn = chooseDemonstrations(demonstrating(pair, chosen), strangers, rng.int(1, recipe.demonstrations), recipe.demonstrationPolicy, rng)
  return drawn.flatMap((one: Demonstrator): Demonstration[] => {
    const stated = chooseConstraints(one.constraints, { least: 1, from: 1, to: chosen.length, anyShare: 0, weights: recipe.typeWeights }, shareOfPairs, rng).chosen
    if (stated.length === 0) return []
    const { instruction: originalInstruction, input: originalInput, response } = one.pair
    const { prompt } = composePrompt(one.pair, stated, recipe, rng)
    if (contaminatedAsWritten({ history: [], prompt }, benchmarks) !== null) return []
    return [{ id: exampleId(one.pair), prompt, response, originalInstruction, originalInput, constraints: stated }]
  })
}

function said({ type, text }: Pick<ExportConstraint, 'type' | 'text'>, reason: string): NotStated {
  return { type, text, reason }
}
