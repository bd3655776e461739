import { Caps } from '#lib/exports/caps.ts'
import { composeExample, exampleId, type Composition } from '#lib/exports/compose-example.ts'
import { contaminationOf } from '#lib/exports/contaminated-by.ts'
import { drawDemonstrators } from '#lib/exports/demonstrators.ts'
import type { ExportContent, ExportItem } from '#lib/exports/content.ts'
import { extraFields } from '#lib/exports/extra-columns.ts'
import type { ExportExample, ExportFormat } from '#lib/exports/formats/format.ts'
import { generalRows, type GeneralItem, type GeneralSet } from '#lib/exports/general-rows.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import type { Held } from '#lib/exports/holding/row-index.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** What rows of pairs are made with. */
export interface PairContentOf {
  recipe: ExportParams
  seed: number
  datasetLicense: string | null
  /** Where general rows come from; null where the recipe asks for none. */
  general: GeneralSet | null
}

/** The pairs with an accepted constraint, each composed into one row, and rows of the general set between them. */
export function pairContent(snapshot: Snapshot, format: ExportFormat, of: PairContentOf): ExportContent {
  return {
    kind: 'sft',
    total: snapshot.total,
    accepted: snapshot.accepted,
    nearDuplicates: snapshot.nearDuplicates,
    items: () => (of.general ? withGeneral(ownItems(snapshot, format, of), snapshot, format, of.general, of.recipe) : ownItems(snapshot, format, of)),
    notAccepted: { 'no accepted constraint': snapshot.total - snapshot.accepted.pairs },
    companions: format.companions,
  }
}

/** What composing needs of a snapshot. */
async function compositionOf(snapshot: Snapshot, format: ExportFormat, { recipe, seed, datasetLicense }: PairContentOf): Promise<Composition> {
  const { pairs, byType } = snapshot.accepted
  const demonstrators = await drawDemonstrators(snapshot, format, recipe, seed, datasetLicense)
  return { recipe, seed, format, datasetLicense, demonstrators, shareOfPairs: (type) => (byType[type] ?? 0) / Math.max(1, pairs) }
}

/** The rows of some pairs as the export would write them. What caps on numbers leave out is not told: that depends on the pairs before. */
export async function previewOfPairs(snapshot: Snapshot, format: ExportFormat, of: PairContentOf, contentHashes: readonly string[]): Promise<ExportItem[]> {
  const composition = await compositionOf(snapshot, format, of)
  const caps = new Caps({ mostRows: null, mostPerSource: null, longestWords: of.recipe.longestWords })
  return (await snapshot.pairsOf(contentHashes)).map((pair) => itemOf(pair, composition, format, caps))
}

async function* ownItems(snapshot: Snapshot, format: ExportFormat, of: PairContentOf): AsyncGenerator<ExportItem> {
  const composition = await compositionOf(snapshot, format, of)
  const caps = new Caps(of.recipe)
  for await (const pair of snapshot.pairs()) yield itemOf(pair, composition, format, caps)
}

function itemOf(pair: AcceptedPair, composition: Composition, format: ExportFormat, caps: Caps): ExportItem {
  const composed = composeExample(pair, composition)
  if ('dropped' in composed) return contaminationOf(pair, composition.recipe) === null ? composed : { ...composed, contaminated: { id: exampleId(pair), benchmarks: pair.contaminatedBy ?? '' } }
  const { example, lower } = composed
  const refused = caps.refuse(example)
  if (refused !== null) return { dropped: refused, leftOut: [...composed.leftOut, ...example.constraints.map(({ type, text }) => ({ type, text, reason: 'the pair was left out' }))] }
  const { contentHash, group, source, license, language, refinedInstruction, difficulty, tags, constraints } = pair
  const trace = [contentHash, group, source, license, language, refinedInstruction, constraints.map(({ fingerprint }) => fingerprint), ...(difficulty === null ? [] : [difficulty]), ...(tags.length === 0 ? [] : [{ tags }])]
  const falseRow = format.toFalseRow?.(example) ?? null
  const rows = [...[...lower, example].map((each) => ({ ...format.toRow(each), ...extraFields(composition.recipe, each.constraints) })), ...(falseRow ? [falseRow] : [])]
  return { example, rows, ...partsOf([...lower, example]), group, held: [{ id: exampleId(pair), as: 'row' }, ...shown(example)], trace, leftOut: composed.leftOut, made: { ...madeOf(example), ...(example.level ? { 'rows of lower levels': lower.length } : {}), ...(falseRow ? { 'rows with a false constraint': 1 } : {}) } }
}

/** The pairs that demonstrate in an example. */
function shown({ demonstrations = [] }: ExportExample): Held[] {
  return demonstrations.map(({ id }) => ({ id, as: 'demonstration' }))
}

/** The stages or levels that rows belong to. */
function partsOf(examples: readonly ExportExample[]): { numbers?: number[] } {
  const numbers = examples.flatMap(({ stage, level }) => stage?.number ?? level?.number ?? [])
  return numbers.length > 0 ? { numbers } : {}
}

/** Sets general rows among the others as they come, so that at every place of the file their share is what the recipe asks for. */
async function* withGeneral(own: AsyncGenerator<ExportItem>, snapshot: Snapshot, format: ExportFormat, from: GeneralSet, recipe: ExportParams): AsyncGenerator<ExportItem> {
  const { share = 0, most } = recipe.general ?? {}
  const general = generalRows(snapshot.generalPairs(), from, recipe)
  let owed = 0
  let taken = 0
  try {
    for await (const item of own) {
      yield item
      if ('rows' in item) owed += item.rows.length * (share / (1 - share))
      while (taken < Math.min(Math.floor(owed + 1e-9), most ?? Number.POSITIVE_INFINITY)) {
        const { value } = await general.next()
        if (!value) break
        if ('example' in value) taken++
        yield generalItem(value, format, recipe)
      }
    }
  } finally {
    await general.return(undefined)
  }
}

function generalItem(item: GeneralItem, format: ExportFormat, recipe: ExportParams): ExportItem {
  if ('leftOut' in item) return { made: { [`general pairs left out: ${item.leftOut}`]: 1 } }
  const { pair, example } = item
  const trace = ['general', pair.contentHash, pair.group, pair.source, pair.license, pair.language]
  return { example, rows: [{ ...format.toRow(example), ...extraFields(recipe, []) }], group: pair.group, held: [{ id: exampleId(pair), as: 'general' }], trace, leftOut: [], made: madeOf(example), isGeneral: true }
}

/** What the recipe asked for beside plain rows, counted. */
function madeOf({ demonstrations, task }: ExportExample): Record<string, number> {
  return {
    ...(demonstrations ? { demonstrations: demonstrations.length, 'prompts with demonstrations': demonstrations.length > 0 ? 1 : 0 } : {}),
    ...(task ? { [`${task.kind} rows`]: 1 } : {}),
  }
}
