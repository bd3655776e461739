import { Caps } from '#lib/exports/caps.ts'
import { composeExample, exampleId, type Composition } from '#lib/exports/compose-example.ts'
import type { ExportItem } from '#lib/exports/content.ts'
import { rowOfExample, rowOfFields, type ExportRow } from '#lib/exports/export-row.ts'
import { wordsOf } from '#lib/exports/conversation-words.ts'
import { choicesOf } from '#lib/exports/formats/choices.ts'
import type { ComposedAs, ExportExample, ExportFormat } from '#lib/exports/formats/format.ts'
import { ifevalPrompts } from '#lib/exports/formats/verifiable.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import type { Held } from '#lib/exports/holding/row-index.ts'
import { knownAsJson, quotedOften } from '#lib/exports/json-text.ts'
import { evaluationPrompts, evaluationRecipe, levelConversations, separateLevels } from '#lib/exports/sequence.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { replayStages } from '#lib/exports/staging.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** What composing needs beside the pairs and the format: it can be handed from thread to thread. */
export interface CompositionData extends Omit<Composition, 'format' | 'shareOfPairs'> {
  accepted: Snapshot['accepted']
}

/** Composes pairs one by one, each into what becomes of it, bundle by bundle as they come; `caps` counts across all that it is given. */
export async function* itemsOf(bundles: AsyncIterable<readonly AcceptedPair[]> | Iterable<readonly AcceptedPair[]>, data: CompositionData, format: ExportFormat, caps = new Caps(data.recipe)): AsyncGenerator<Iterable<ExportItem>> {
  const { pairs: all, byType } = data.accepted
  const composition: Composition = { ...data, format, shareOfPairs: (type) => (byType[type] ?? 0) / Math.max(1, all) }
  for await (const pairs of bundles) yield itemsOfBundle(pairs, composition, format, caps)
}

function* itemsOfBundle(pairs: readonly AcceptedPair[], composition: Composition, format: ExportFormat, caps: Caps): Generator<ExportItem> {
  for (const pair of pairs) yield itemOf(pair, composition, format, caps)
}

function itemOf(pair: AcceptedPair, composition: Composition, format: ExportFormat, caps: Caps): ExportItem {
  const composed = composeExample(pair, composition)
  if ('dropped' in composed) {
    const { contaminated, ...rest } = composed
    const dropped = { ...rest, id: exampleId(pair) }
    return contaminated === undefined ? dropped : { ...dropped, contaminated: { id: dropped.id, benchmarks: contaminated, ...(pair.contaminatedBy === null ? { asWritten: true } : {}) } }
  }
  const { example, lower } = composed
  const refused = caps.refuse(example, () => wordsOf(example))
  if (refused !== null) return { dropped: refused, id: exampleId(pair), leftOut: [...composed.leftOut, ...example.constraints.map(({ type, text }) => ({ type, text, reason: 'the pair was left out' }))] }
  const { recipe } = composition
  if (pair.responseJson !== undefined) knownAsJson(pair.response, pair.responseJson)
  const falseRow = format.toFalseRow?.(example) ?? null
  const replays = replaysOf(pair, example, composition)
  const examples = lower.length === 0 ? [example, ...replays] : [...lower, example]
  const rows = examples.map((each) => rowOfExample(each, format, recipe))
  if (falseRow) rows.push(rowOfFields(falseRow))
  const evaluation = evaluationOf(pair, composition)
  const plain = madeOf(example)
  const made = example.level || example.rungs || falseRow || evaluation || replays.length > 0 ? { ...plain, ...madeOfLevels(example, lower.length, recipe), ...(replays.length > 0 ? { 'replayed rows': replays.length } : {}), ...(falseRow ? { 'rows with a false constraint': 1 } : {}), ...(evaluation ? { [evaluationPrompts]: 1 } : {}) } : plain
  const held: Held = { id: exampleId(pair), as: 'row' }
  return { example, rows, ...(evaluation ? { evaluation } : {}), examples, ...(example.stage || example.level ? partsOf(examples) : {}), group: pair.group, held: example.demonstrations ? [held, ...shown(example)] : [held], trace: traceOf(pair), leftOut: composed.leftOut, made }
}

/** What the levels of a pair were written as. */
function madeOfLevels({ level, rungs }: ExportExample, lower: number, { ladderAs }: ExportParams): Record<string, number> {
  if (rungs) return { [levelConversations]: 1, 'turns of lower levels': rungs.length }
  return level ? { 'rows of lower levels': lower, ...(ladderAs === 'conversation' ? { [separateLevels]: 1 } : {}) } : {}
}

/** The prompt that evaluates a model by a pair of the test split, as an export of IFEval prompts has it; null where IFEval can verify too little of it. */
function evaluationOf(pair: AcceptedPair, composition: Composition): { row: ExportRow; example: ExportExample } | null {
  const { recipe, seed } = composition
  if (!recipe.evaluation || splitOf(pair.group, recipe, seed) !== 'test') return null
  const composed = composeExample(pair, { ...composition, format: ifevalPrompts, recipe: evaluationRecipe(recipe) })
  return 'example' in composed ? { row: rowOfFields(ifevalPrompts.toRow(composed.example)), example: composed.example } : null
}

/** The same row for each later stage in which it stands again, under an id that says which. Training alone has such. */
function replaysOf(pair: AcceptedPair, example: ExportExample, { recipe, seed, staging }: Composition): ExportExample[] {
  const { stage } = example
  if (!staging || !stage || splitOf(pair.group, recipe, seed) !== 'train') return []
  return replayStages({ id: exampleId(pair), stage: stage.number }, staging, seed).map((replay) => ({ ...example, id: `${example.id}-replay-${replay}`, stage: { ...stage, replay } }))
}

/** What names the snapshot says of a pair, as JSON: all that its rows can hold. */
function traceOf({ contentHash, group, source, license, language, refinedInstruction, difficulty, tags, levels, constraints }: AcceptedPair): string {
  let fingerprints = ''
  for (const { fingerprint } of constraints) fingerprints += `${fingerprints === '' ? '' : ','}"${fingerprint}"`
  const said = `"${contentHash}",${group === contentHash ? `"${group}"` : JSON.stringify(group)},${quotedOften(source)},${quotedOften(license)},${quotedOften(language)},${JSON.stringify(refinedInstruction)}`
  return `[${said},[${fingerprints}]${difficulty === null ? '' : `,${JSON.stringify(difficulty)}`}${tags.length === 0 ? '' : `,${JSON.stringify({ tags })}`}${levels ? `,${JSON.stringify({ levels })}` : ''}]`
}

/** The pairs that demonstrate in an example. */
function shown({ demonstrations = [] }: ExportExample): Held[] {
  return demonstrations.map(({ id }) => ({ id, as: 'demonstration' }))
}

/** The stages or levels that rows belong to. */
function partsOf(examples: readonly ExportExample[]): { numbers?: number[] } {
  const numbers = examples.flatMap(({ stage, level }) => stage?.replay ?? stage?.number ?? level?.number ?? [])
  return numbers.length > 0 ? { numbers } : {}
}

/** What the recipe asked for beside plain rows, counted. */
export function madeOf({ demonstrations, task, composed }: ExportExample): Record<string, number> {
  if (!demonstrations && !task && composed) return madeAs(composed)
  return {
    ...(demonstrations ? { demonstrations: demonstrations.length, 'prompts with demonstrations': demonstrations.length > 0 ? 1 : 0 } : {}),
    ...(task ? { [`${task.kind} rows`]: 1 } : {}),
    ...(composed && task?.kind !== 'reverse' ? Object.fromEntries(choicesOf(composed).map((choice) => [choice, 1])) : {}),
  }
}

/** What most prompts are: counted as the same few things. */
const countedAs = new Map<string, Record<string, number>>()

function madeAs(composed: ComposedAs): Record<string, number> {
  const { layout, connector, inputPosition, instruction } = composed
  const key = `${layout} ${connector} ${inputPosition} ${instruction}`
  const before = countedAs.get(key)
  if (before) return before
  const counted = Object.fromEntries(choicesOf(composed).map((choice) => [choice, 1]))
  countedAs.set(key, counted)
  return counted
}
