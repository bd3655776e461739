import type { PairFilter } from '#lib/datasets/contract.ts'
import { contamination } from '#lib/contamination/contamination-view.ts'
import { notFound } from '#lib/http/errors.ts'
import { costs } from '#lib/stats/cost.ts'
import { coverage } from '#lib/stats/coverage.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { patterns } from '#lib/stats/patterns.ts'
import { progress } from '#lib/stats/progress.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { spread } from '#lib/stats/spread.ts'

/** The parts of a dataset's statistics that are counted by themselves, each of a dataset or of what a filter finds of it. */
const parts: Record<string, (datasetId: string, filter: PairFilter, reader: Reader) => Promise<unknown>> = {
  funnel, rates: decisionRates, spread, patterns, coverage, costs, contamination,
  progress: (datasetId: string, filter: PairFilter) => progress(datasetId, filter),
}

/** Counts a part, as far as the reader may know. Throws AppError('not_found') for a part or a dataset that is not there. */
export async function statisticsPart(part: string, datasetId: string, filter: PairFilter, reader: Reader = null): Promise<unknown> {
  const count = Object.entries(parts).find(([name]) => name === part)?.[1]
  if (!count) throw notFound('part of the statistics')
  return count(datasetId, filter, reader)
}
