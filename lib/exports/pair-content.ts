import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { Caps } from '#lib/exports/caps.ts'
import { exampleId } from '#lib/exports/compose-example.ts'
import { drawStaging } from '#lib/exports/draw-staging.ts'
import { drawDemonstrators } from '#lib/exports/demonstrators.ts'
import type { ExportContent, ExportItem } from '#lib/exports/content.ts'
import { rowOfExample } from '#lib/exports/export-row.ts'
import type { ExportFormat } from '#lib/exports/formats/format.ts'
import { generalRows, type GeneralItem, type GeneralSet } from '#lib/exports/general-rows.ts'
import { itemsOf, madeOf, type CompositionData } from '#lib/exports/pair-items.ts'
import { pieceMaker, piecesOf, type Piece } from '#lib/exports/pieces/piece.ts'
import { stretches } from '#lib/exports/pieces/stretches.ts'
import { startTeam, type Team } from '#lib/exports/pieces/team.ts'
import { piecesFromThreads, threadsFor } from '#lib/exports/pieces/threads.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** What rows of pairs are made with. */
export interface PairContentOf {
  recipe: ExportParams
  seed: number
  datasetLicense: string | null
  /** Where general rows come from; null where the recipe asks for none. */
  general: GeneralSet | null
  /** What prompts are held against as they are written; null where the recipe does not ask for it. */
  benchmarks: BenchmarkGrams | null
  /** Threads that wait for what there is to do; left out or null: the calling one does it. */
  team?: Team | null
}

/** Starts threads for an export of so many pairs; null where they would not be of use. They are to be ended. */
export function teamFor(recipe: ExportParams, pairs: number): Team | null {
  const threads = dependsOnEarlier(recipe) ? 0 : threadsFor(pairs)
  return threads > 0 ? startTeam(threads) : null
}

/** Whether what becomes of a pair depends on those before it. */
function dependsOnEarlier({ general, mostRows, mostPerSource }: ExportParams): boolean {
  return general !== null || mostRows !== null || mostPerSource !== null
}

/** The pairs with an accepted constraint, each composed into one row, and rows of the general set between them. */
export function pairContent(snapshot: Snapshot, format: ExportFormat, of: PairContentOf): ExportContent {
  return {
    kind: 'sft',
    total: snapshot.total,
    accepted: snapshot.accepted,
    nearDuplicates: snapshot.nearDuplicates,
    strata: snapshot.strata,
    groups: snapshot.groups,
    models: snapshot.models,
    items: () => pairItems(snapshot, format, of),
    pieces: (signal) => piecesOfPairs(snapshot, format, of, signal),
    notAccepted: { 'no accepted constraint': snapshot.total - snapshot.accepted.pairs },
    ...(snapshot.total > snapshot.accepted.pairs ? { notAcceptedRows: (reason: number) => snapshot.notAcceptedRows(reason) } : {}),
    companions: format.companions,
  }
}

/** What composing needs of a snapshot. */
async function compositionOf(snapshot: Snapshot, format: ExportFormat, of: PairContentOf): Promise<CompositionData> {
  const data = await unstaged(snapshot, format, of)
  return { ...data, staging: await drawStaging(snapshot, format, data) }
}

/** The same, but for what places rows in stages. */
async function unstaged(snapshot: Snapshot, format: ExportFormat, { recipe, seed, datasetLicense, benchmarks }: PairContentOf): Promise<CompositionData> {
  const demonstrators = await drawDemonstrators(snapshot, format, recipe, seed, datasetLicense, benchmarks)
  return { recipe, seed, datasetLicense, benchmarks, demonstrators, accepted: snapshot.accepted, staging: null }
}

/** The rows of some pairs as the export would write them. What caps on numbers leave out is not told: that depends on the pairs before. */
export async function previewOfPairs(snapshot: Snapshot, format: ExportFormat, of: PairContentOf, contentHashes: readonly string[]): Promise<ExportItem[]> {
  const composition = await compositionOf(snapshot, format, of)
  const caps = new Caps({ mostRows: null, mostPerSource: null, longestWords: of.recipe.longestWords })
  const items: ExportItem[] = []
  for await (const bundle of itemsOf([await snapshot.pairsOf(contentHashes)], composition, format, caps)) items.push(...bundle)
  return items
}

/** All items of an export of pairs, in bundles. */
async function* pairItems(snapshot: Snapshot, format: ExportFormat, of: PairContentOf): AsyncGenerator<Iterable<ExportItem>> {
  const own = itemsOf(snapshot.pairs(), await compositionOf(snapshot, format, of), format)
  yield* of.general ? withGeneral(own, snapshot, format, of.general, of) : own
}

/**
 * Pieces of an export of pairs, in order. Where what becomes of a pair does not depend on those before it, stretches of pairs are pieces of
 * their own, and threads make them where there are enough: the same pieces, whoever makes them.
 */
async function* piecesOfPairs(snapshot: Snapshot, format: ExportFormat, of: PairContentOf, signal: AbortSignal): AsyncGenerator<Piece> {
  const { recipe, seed, team = null } = of
  if (dependsOnEarlier(recipe)) return yield* piecesOf(pairItems(snapshot, format, of), pieceMaker(recipe, seed))
  const all = stretches({ pairs: snapshot.accepted.pairs, words: snapshot.words })
  const data = team && (await unstaged(snapshot, format, of))
  const shared = data && (await snapshot.share())
  if (team && shared) return yield* piecesFromThreads(team, all, { shared, composition: data }, signal)
  const composition = data ? { ...data, staging: await drawStaging(snapshot, format, data) } : await compositionOf(snapshot, format, of)
  const making = pieceMaker(recipe, seed)
  for (const stretch of all) yield* piecesOf(itemsOf(snapshot.pairs(stretch), composition, format), making)
}

/** Sets general rows among the others as they come, so that at every place of the file their share is what the recipe asks for. */
async function* withGeneral(own: AsyncGenerator<Iterable<ExportItem>>, snapshot: Snapshot, format: ExportFormat, from: GeneralSet, { recipe, benchmarks }: PairContentOf): AsyncGenerator<ExportItem[]> {
  const { share = 0, most } = recipe.general ?? {}
  const general = generalRows(snapshot.generalPairs(), from, recipe, benchmarks)
  let owed = 0
  let taken = 0
  try {
    for await (const bundle of own) {
      for (const item of bundle) {
        yield [item]
        if (!('rows' in item)) continue
        for (const n of item.rows.keys()) {
          owed += share / (1 - share)
          while (taken < Math.min(Math.floor(owed + 1e-9), most ?? Number.POSITIVE_INFINITY)) {
            const { value } = await general.next()
            if (!value) break
            if ('example' in value) taken++
            // In a curriculum a general row goes where the row before it went: its share is the same in every stage.
            yield [generalItem(value, format, recipe, item.numbers?.[n])]
          }
        }
      }
    }
  } finally {
    await general.return(undefined)
  }
}

function generalItem(item: GeneralItem, format: ExportFormat, recipe: ExportParams, stage: number | undefined): ExportItem {
  if ('leftOut' in item) return { made: { [`general pairs left out: ${item.leftOut}`]: 1 } }
  const { pair, example } = item
  const trace = JSON.stringify(['general', pair.contentHash, pair.group, pair.source, pair.license, pair.language])
  return { example, rows: [rowOfExample(example, format, recipe)], examples: [example], ...(stage === undefined ? {} : { numbers: [stage] }), group: pair.group, held: [{ id: exampleId(pair), as: 'general' }], trace, leftOut: [], made: madeOf(example), isGeneral: true }
}
