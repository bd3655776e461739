import type { Actor } from '#lib/auth/contract.ts'
import { readBenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { filterToTake, forReader } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { chosenOf, generalSet, groupingOf, refinedLeave, strataOf } from '#lib/exports/export-run.ts'
import type { GeneralSet } from '#lib/exports/general-rows.ts'
import { onlyThese } from '#lib/exports/only-these.ts'
import { previewSample, type FilterBounds } from '#lib/exports/preview-sample.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { readSnapshot, type Snapshot } from '#lib/exports/snapshot.ts'
import { notFound } from '#lib/http/errors.ts'

/** A recipe that is looked at before it is run. */
export interface Previewed {
  datasetId: string
  params: ExportParams
  seed: number
}

/** The recipe as its reader may ask for it, and what it asks for of the dataset. Throws AppError('not_found'), or one that says what is wrong with the filter. */
export async function wantedToPreview(datasetId: string, asked: ExportParams, reader: Actor | undefined) {
  const params = asked.filter && reader ? { ...asked, filter: forReader(asked.filter, reader) } : asked
  const dataset = await db().dataset.findUnique({ where: { id: datasetId }, select: { license: true } })
  if (!dataset) throw notFound('dataset')
  const chosen = chosenOf(datasetId, params.filter && reader ? await filterToTake(reader, datasetId, params.filter) : params.filter)
  return { params, license: dataset.license, chosen, benchmarks: params.dropContaminated ? await readBenchmarkGrams() : null }
}

interface PairsWanted extends Previewed {
  /** The content hash from which on a sample is looked for. */
  start: string
  chosen: string
  bounds: FilterBounds | undefined
}

interface PairsRead {
  snapshot: Snapshot
  /** The content hashes that stand for a large dataset; null: it is looked at as a whole. */
  sample: string[] | null
  looked: number | null
  general: GeneralSet | null
}

/** Reads what a format of pairs makes its rows of, or a sample of that. */
export async function readPreviewedPairs<T>({ datasetId, params, seed, start, chosen, bounds }: PairsWanted, signal: AbortSignal, work: (read: PairsRead) => Promise<T>): Promise<T> {
  const general = await generalSet(datasetId, params)
  const standing = await previewSample(datasetId, general ? [datasetId, general.id] : [datasetId], 'pairs', { start, chosen, bounds })
  const sample = standing?.contentHashes ?? null
  const scope = { sample, groupBy: groupingOf(params), strata: strataOf(params, seed), generalId: general?.id ?? null, withDifficulty: params.curriculum?.by === 'difficulty', withLevels: params.ladder > 0 && params.ladderAs === 'conversation', refined: params.refined, refinedLeave: refinedLeave(params), chosen: sample ? onlyThese(sample) : chosen }
  return readSnapshot(datasetId, scope, signal, (snapshot) => work({ snapshot, sample, looked: standing?.looked ?? null, general }))
}
