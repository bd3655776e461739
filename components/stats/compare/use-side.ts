'use client'

import { useQueries } from '@tanstack/react-query'
import type { Side } from '#components/stats/compare/side.ts'
import { partQuery, statisticsQuery } from '#components/stats/queries.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'

/** All that is counted of one side of a comparison, each part as soon as it is there; what went wrong with any. */
export function useSide(datasetId: string, name: string, filter: PairFilter): { side: Side; error: Error | null; retry: () => void } {
  const [statistics, funnel, rates, agreement, spread, coverage, costs, contamination] = useQueries({
    queries: [
      statisticsQuery(datasetId, filter),
      partQuery(datasetId, 'funnel', filter),
      partQuery(datasetId, 'rates', filter),
      partQuery(datasetId, 'agreement', filter),
      partQuery(datasetId, 'spread', filter),
      partQuery(datasetId, 'coverage', filter),
      partQuery(datasetId, 'costs', filter),
      partQuery(datasetId, 'contamination', filter),
    ],
  })
  const all = [statistics, funnel, rates, agreement, spread, coverage, costs, contamination]
  return {
    side: {
      datasetId, name, filter,
      statistics: statistics.data, funnel: funnel.data, rates: rates.data, agreement: agreement.data, spread: spread.data, coverage: coverage.data, costs: costs.data,
      contamination: contamination.data,
    },
    error: all.find(({ error }) => error)?.error ?? null,
    retry: () => {
      for (const query of all) if (query.error) void query.refetch()
    },
  }
}
