'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { DatasetView } from '#lib/datasets/contract.ts'

/** Query of all datasets, in order of name; key ['datasets']. */
export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: async ({ signal }) => (await api<{ datasets: DatasetView[] }>('/api/v1/datasets', { signal })).datasets,
})

/** Query of one dataset; key ['datasets', id]. Invalidate ['datasets'] after any change to refresh this and the list. */
export function datasetQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', id],
    queryFn: async ({ signal }) => (await api<{ dataset: DatasetView }>(`/api/v1/datasets/${id}`, { signal })).dataset,
  })
}

export function useDatasets() {
  return useQuery(datasetsQuery)
}

export function useDataset(id: string) {
  return useQuery(datasetQuery(id))
}
