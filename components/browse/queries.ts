'use client'

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { filterQuery, type FilterValues } from '#components/browse/filter.ts'
import type { Facets, PairCount, PairFilter, PairPage, PairSort, SavedView } from '#lib/datasets/contract.ts'
import type { PairView } from '#lib/review/contract.ts'
import type { RunPage } from '#lib/runs/contract.ts'

const pageSize = 100

/** The rows that meet the filters, page after page. While new ones come the old ones stay, so that the screen does not jump. */
export function pairsQuery(datasetId: string, filter: FilterValues, sort: PairSort) {
  const query = filterQuery(filter)
  query.set('sort', sort)
  query.set('limit', String(pageSize))
  query.set('count', 'no')
  return infiniteQueryOptions({
    queryKey: ['datasets', datasetId, 'pairs', query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(query)
      if (pageParam !== null) page.set('after', pageParam)
      return api<PairPage>(`/api/v1/datasets/${datasetId}/pairs?${page}`, { signal })
    },
    initialPageParam: initialCursor(),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
}

/** How many pairs meet the filters: asked by itself, so that the rows need not wait for it. `exact` counts them all, however many. */
export function countQuery(datasetId: string, filter: FilterValues | PairFilter, exact = false) {
  const query = filterQuery(filter)
  if (exact) query.set('exact', 'yes')
  return queryOptions({
    queryKey: ['datasets', datasetId, 'pairs', 'count', query.toString()],
    queryFn: ({ signal }) => api<PairCount>(`/api/v1/datasets/${datasetId}/pairs/count?${query}`, { signal }),
  })
}

/** What the filters can choose from, counted among what a filter finds. */
export function facetsQuery(datasetId: string, filter: PairFilter = {}) {
  const query = filterQuery(filter).toString()
  return queryOptions({
    queryKey: ['datasets', datasetId, 'facets', query],
    queryFn: async ({ signal }) => (await api<{ facets: Facets }>(`/api/v1/datasets/${datasetId}/facets${query && `?${query}`}`, { signal })).facets,
    staleTime: 30_000,
  })
}

/** The dataset's saved views. */
export function savedViewsQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'views'],
    queryFn: async ({ signal }) => (await api<{ views: SavedView[] }>(`/api/v1/datasets/${datasetId}/views`, { signal })).views,
  })
}

/** The dataset's last import; null where there never was one. */
export function lastImportQuery(datasetId: string) {
  const query = new URLSearchParams({ datasetId, kind: 'import', limit: '1' })
  return queryOptions({
    queryKey: ['datasets', datasetId, 'last import'],
    queryFn: async ({ signal }) => (await api<RunPage>(`/api/v1/runs?${query}`, { signal })).runs[0] ?? null,
  })
}

/** One pair with its constraints. */
export function pairQuery(pairId: string) {
  return queryOptions({
    queryKey: ['pairs', pairId],
    queryFn: async ({ signal }) => (await api<{ pair: PairView }>(`/api/v1/pairs/${pairId}`, { signal })).pair,
  })
}

/** The first page has no cursor; the return type lets the next ones be strings. */
function initialCursor(): string | null {
  return null
}
