'use client'

import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { PreferenceMethod, PreferencePage, PreferenceStatus, PreferenceView } from '#lib/preferences/contract.ts'

/** What the screen shows of a dataset's preferences. */
export interface PreferenceFilter {
  method: PreferenceMethod | null
  status: PreferenceStatus | null
}

/** The preferences that meet a filter, a page at a time. What is decided meanwhile stays in its place until the filter changes. */
export function preferencesQuery(datasetId: string, filter: PreferenceFilter) {
  return infiniteQueryOptions({
    queryKey: ['datasets', datasetId, 'preferences', filter],
    queryFn: ({ pageParam, signal }) => api<PreferencePage>(`${address(datasetId)}?${search(filter, { after: pageParam, limit: '50' })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** How many preferences have each status. */
export function preferenceCountsQuery(datasetId: string, method: PreferenceMethod | null) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'preference-counts', method],
    queryFn: async ({ signal }) => (await api<PreferencePage>(`${address(datasetId)}?${search({ method, status: null }, { limit: '1' })}`, { signal })).counts,
  })
}

/** The pages with one preference as it is now. */
export function withPreference(data: InfiniteData<PreferencePage> | undefined, now: PreferenceView): InfiniteData<PreferencePage> | undefined {
  return data && { ...data, pages: data.pages.map((page) => ({ ...page, preferences: page.preferences.map((each) => (each.id === now.id ? now : each)) })) }
}

function address(datasetId: string): string {
  return `/api/v1/datasets/${datasetId}/preferences`
}

function search(filter: PreferenceFilter, rest: Record<string, string>): URLSearchParams {
  const set = Object.entries({ ...filter, ...rest }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return new URLSearchParams(set)
}
