'use client'

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { GenerationPage, GenerationView, RunItemPage, RunView } from '#lib/runs/contract.ts'

const pageSize = 50

/** Its status is part of every key: what was asked while it ran is asked again when it has ended. */
type AskedRun = Pick<RunView, 'id' | 'status'>

/** The calls of a run, newest first. */
export function callsQuery({ id: runId, status: at }: AskedRun, filter: { step: string | null; status: 'ok' | 'error' | null; errorClass: string | null }) {
  return infiniteQueryOptions({
    queryKey: ['run', runId, 'calls', at, filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => api<GenerationPage>(`/api/v1/runs/${runId}/generations?${queryOf({ ...filter, after: pageParam, limit: pageSize })}`, { signal }),
    getNextPageParam: (page) => page.next,
  })
}

/** The latest good answers of a run. */
export function sampleQuery({ id: runId, status: at }: AskedRun) {
  return queryOptions({
    queryKey: ['run', runId, 'sample', at],
    placeholderData: keepPreviousData,
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
export function failedItemsQuery({ id: runId, status: at }: AskedRun, reason: string | null) {
  return infiniteQueryOptions({
    queryKey: ['run', runId, 'failed', at, reason],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => api<RunItemPage>(`/api/v1/runs/${runId}/items?${queryOf({ status: 'failed', reason, after: pageParam, limit: 10 })}`, { signal }),
    getNextPageParam: (page) => page.next,
  })
}

function queryOf(values: Record<string, string | number | null>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]])))
}
