import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'
import { countedStatistics } from '#lib/stats/counted-statistics.ts'
import type { InTurn } from '#lib/stats/give-way.ts'
import { keptAnswer, renewAnswer } from '#lib/stats/kept-answers.ts'
import { keptStatistics } from '#lib/stats/kept-statistics.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { scopeOf } from '#lib/stats/scope.ts'

export { typeLabel } from '#lib/stats/type-label.ts'

/**
 * The counts of a dataset, or of the pairs that a filter finds with all of their constraints and decisions: the former are kept, the latter
 * counted now; as far as the reader may know. Throws AppError('not_found').
 */
export async function datasetStatistics(datasetId: string, filter: SeenFilter = {}, reader: Reader = null): Promise<DatasetStatistics> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  return scope.whole ? keptStatistics(datasetId, reader) : countedStatistics(scope, reader)
}

/** The same for the page: of a filter in a great dataset it may be what was counted before (see kept-answers). */
export async function overview(datasetId: string, filter: SeenFilter, reader: Reader, signal?: AbortSignal): Promise<object> {
  const count = () => datasetStatistics(datasetId, filter, reader)
  return scopeOf(datasetId, filter).whole ? count() : keptAnswer({ datasetId, part: 'overview', filter, reader }, count, signal)
}

/** Counts what `overview` says of a filter's pairs, where it has changed, for who asks next. */
export async function renewOverview(datasetId: string, filter: SeenFilter, reader: Reader, inTurn: InTurn): Promise<void> {
  await renewAnswer({ datasetId, part: 'overview', filter, reader }, () => datasetStatistics(datasetId, filter, reader), inTurn)
}
