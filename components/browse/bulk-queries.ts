'use client'

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { BatchView, BulkChoice, BulkPreview } from '#lib/review/bulk-contract.ts'

const pollMs = 500

/** How many constraints a choice means, and ten of them; null while no type is chosen. */
export function bulkPreviewQuery(datasetId: string, choice: BulkChoice | null) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'bulk', choice],
    queryFn: ({ signal }) => api<BulkPreview>(`/api/v1/datasets/${datasetId}/batches/preview`, { body: choice, signal }),
    enabled: choice !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** The last batches of decisions; asked again and again while one of them is under way. */
export function batchesQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'batches'],
    queryFn: async ({ signal }) => (await api<{ batches: BatchView[] }>(`/api/v1/datasets/${datasetId}/batches`, { signal })).batches,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'working' || status === 'undoing') ? pollMs : false),
  })
}
