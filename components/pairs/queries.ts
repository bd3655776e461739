'use client'

import { queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { ExportsOfPair } from '#lib/exports/holding/contract.ts'
import type { PairVariants } from '#lib/generation/variants-contract.ts'

/** The exports that hold a pair; `thorough`: those without an index are read for it. */
export function exportsOfPairQuery(id: string, thorough: boolean) {
  return queryOptions({
    queryKey: ['pairs', id, 'exports', thorough],
    queryFn: ({ signal }) => api<ExportsOfPair>(`/api/v1/pairs/${id}/exports?thorough=${thorough ? 1 : 0}`, { signal }),
  })
}

/** What models made of a pair. */
export function variantsOfPairQuery(id: string) {
  return queryOptions({
    queryKey: ['pairs', id, 'variants'],
    queryFn: async ({ signal }) => (await api<{ variants: PairVariants }>(`/api/v1/pairs/${id}/variants`, { signal })).variants,
  })
}
