'use client'

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { PairTags } from '#lib/tags/contract.ts'

/** The tags of a pair, and whether whoever asks may change them. */
export function pairTagsQuery(pairId: string) {
  return queryOptions({
    queryKey: ['pairs', pairId, 'tags'],
    queryFn: ({ signal }) => api<PairTags>(`/api/v1/pairs/${pairId}/tags`, { signal }),
  })
}

/** Puts tags on a pair and takes tags off; what shows them is asked for again. */
export function useTagPair({ pairId, datasetId }: { pairId: string; datasetId: string }) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: { add?: string[]; remove?: string[] }) => api<PairTags>(`/api/v1/pairs/${pairId}/tags`, { body: change }),
    onSuccess: (tags) => {
      queries.setQueryData(pairTagsQuery(pairId).queryKey, tags)
      void queries.invalidateQueries({ queryKey: ['datasets', datasetId, 'facets'] })
      void queries.invalidateQueries({ queryKey: ['datasets', datasetId, 'pairs'] })
      void queries.invalidateQueries({ queryKey: ['pairs', pairId, 'history'] })
    },
  })
}
