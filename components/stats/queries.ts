import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { filterQuery } from '#components/browse/filter.ts'
import { inLine } from '#components/stats/in-line.ts'
import { untilCounted } from '#components/stats/counted-note.tsx'
import { printBuildFilter, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import type { ContaminationView } from '#lib/contamination/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { PeopleAgreement } from '#lib/review/people-agreement/contract.ts'
import type { Costs, Coverage, DatasetStatistics, DecisionRates, Funnel, Patterns, Progress, Simulation, Spread, TypeReport } from '#lib/stats/contract.ts'

/** The counts of a dataset, or of what a filter finds of it. */
export function statisticsQuery(datasetId: string, filter: PairFilter) {
  const query = filterQuery(filter).toString()
  return queryOptions({
    queryKey: ['datasets', datasetId, 'statistics', query],
    queryFn: async ({ signal }) => (await inLine(signal, () => api<{ statistics: DatasetStatistics }>(`/api/v1/datasets/${datasetId}/statistics?${query}`, { signal }))).statistics,
    refetchInterval: untilCounted,
  })
}

interface Parts {
  funnel: Funnel
  rates: DecisionRates
  spread: Spread
  patterns: Patterns
  coverage: Coverage
  costs: Costs
  progress: Progress
  contamination: ContaminationView
  agreement: PeopleAgreement
}

/** A part that is counted by itself. */
export function partQuery<Part extends keyof Parts>(datasetId: string, part: Part, filter: PairFilter) {
  const query = filterQuery(filter).toString()
  return queryOptions({
    queryKey: ['datasets', datasetId, 'statistics', query, part],
    queryFn: ({ signal }) => inLine(signal, () => api<Parts[Part]>(`/api/v1/datasets/${datasetId}/statistics/${part}?${query}`, { signal })),
    refetchInterval: untilCounted,
  })
}

/** What a build by this recipe would keep; the last answer stays while the next is counted. */
export function simulationQuery(datasetId: string, filter: PairFilter, recipe: BuildRecipe) {
  const query = filterQuery(filter)
  query.set('recipe', printBuildFilter('kept', recipe))
  return queryOptions({
    queryKey: ['datasets', datasetId, 'build', query.toString()],
    queryFn: ({ signal }) => api<Simulation>(`/api/v1/datasets/${datasetId}/build?${query}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** The report card of a type, in the pairs that a filter finds. */
export function typeReportQuery(datasetId: string, type: string, filter: PairFilter) {
  const query = filterQuery(filter).toString()
  return queryOptions({
    queryKey: ['datasets', datasetId, 'types', type, query],
    queryFn: async ({ signal }) => (await api<{ report: TypeReport }>(`/api/v1/datasets/${datasetId}/types/${encodeURIComponent(type)}?${query}`, { signal })).report,
    refetchInterval: untilCounted,
  })
}
