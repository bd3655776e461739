'use client'

import { queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { CommentsOfPair, MentionView, PersonProfile } from '#lib/comments/contract.ts'

/** What was said about a pair. */
export function commentsQuery(pairId: string) {
  return queryOptions({
    queryKey: ['comments', pairId],
    queryFn: ({ signal }) => api<CommentsOfPair>(`/api/v1/pairs/${pairId}/comments`, { signal }),
    // Those of others come as soon as the pair is decided.
    refetchInterval: ({ state }) => (state.data?.hidden ? 3000 : false),
  })
}

/** Where the signed-in person is mentioned; asked for again every minute, for others write. */
export const mentionsQuery = queryOptions({
  queryKey: ['mentions'],
  queryFn: ({ signal }) => api<{ mentions: MentionView[]; unread: number }>('/api/v1/mentions', { signal }),
  refetchInterval: 60_000,
})

/** Everybody who has access, and so can be mentioned, with what they know. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await api<{ people: PersonProfile[] }>('/api/v1/people', { signal })).people,
})
