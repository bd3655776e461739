'use client'

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { GenerationPage, GenerationView, RunItemPage } from '#lib/runs/contract.ts'

const pageSize = 50

/** The calls of a run, newest first. */
export function callsQuery(runId: string, filter: { step: string | null; status: 'ok' | 'error' | null }) {
  return infiniteQueryOptions({
    queryKey: ['run', runId, 'calls', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => api<GenerationPage>(`/api/v1/runs/${runId}/generations?${queryOf({ ...filter, after: pageParam, limit: pageSize })}`, { signal }),
    getNextPageParam: (page) => page.next,
  })
}

/** The latest good answers of a run. */
export function sampleQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'sample'],
    queryFn: ({ signal }) => api<GenerationPage>(`/api/v1/runs/${runId}/generations?${queryOf({ status: 'ok', limit: 10 })}`, { signal }),
  })
}

/** One call with its prompt and its answer. */
export function callQuery(id: string) {
  return queryOptions({
    queryKey: ['generations', id],
    queryFn: ({ signal }) => api<GenerationView>(`/api/v1/generations/${id}`, { signal }),
    // Appended, never changed.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The pairs of a run that failed, in order. */
export function failedItemsQuery(runId: string, reason: string | null) {
  return infiniteQueryOptions({
    queryKey: ['run', runId, 'failed', reason],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => api<RunItemPage>(`/api/v1/runs/${runId}/items?${queryOf({ status: 'failed', reason, after: pageParam, limit: pageSize })}`, { signal }),
    getNextPageParam: (page) => page.next,
  })
}

function queryOf(values: Record<string, string | number | null>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]])))
}
