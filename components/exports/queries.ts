'use client'

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ApiError } from '#components/api/client.ts'
import type { BenchmarkSearch } from '#lib/contamination/contract.ts'
import type { PairFilter, PairPage } from '#lib/datasets/contract.ts'
import type { ChangedPage, ChangeKind, ComparisonProgress, ExportComparison } from '#lib/exports/compare/contract.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import type { TakenDownRow } from '#lib/exports/holding/contract.ts'
import type { ExportPreview, LicenseCount, StageScores } from '#lib/exports/preview-contract.ts'
import type { PushView } from '#lib/hub/contract.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { endedStatuses, type RunPage } from '#lib/runs/contract.ts'

/** A dataset's exports, newest first. */
export function exportsQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'exports'],
    queryFn: async ({ signal }) => (await api<{ exports: ExportView[] }>(`/api/v1/exports?datasetId=${datasetId}`, { signal })).exports,
  })
}

/** One export; it never changes. */
export function exportQuery(id: string) {
  return queryOptions({
    queryKey: ['exports', id],
    queryFn: async ({ signal }) => (await api<{ export: ExportView }>(`/api/v1/exports/${id}`, { signal })).export,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What changed between two exports; neither changes any more. */
export function comparisonOf(afterId: string, beforeId: string) {
  return queryOptions({
    queryKey: ['exports', afterId, 'comparison', beforeId],
    queryFn: ({ signal }) => api<ExportComparison>(`/api/v1/exports/${afterId}/comparison?with=${beforeId}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

/** How far a comparison is, asked again and again while `isAwaited`. */
export function comparisonProgressQuery(afterId: string, beforeId: string, isAwaited: boolean) {
  return queryOptions({
    queryKey: ['exports', afterId, 'comparison-progress', beforeId],
    queryFn: ({ signal }) => api<ComparisonProgress>(`/api/v1/exports/${afterId}/comparison/progress?with=${beforeId}`, { signal }),
    enabled: isAwaited,
    refetchInterval: 1000,
    retry: false,
    gcTime: 0,
  })
}

/** The rows that differ in one way, page by page. */
export function changedRowsQuery(afterId: string, beforeId: string, kind: ChangeKind) {
  return infiniteQueryOptions({
    queryKey: ['exports', afterId, 'comparison', beforeId, kind],
    queryFn: ({ pageParam, signal }) => api<ChangedPage>(`/api/v1/exports/${afterId}/comparison/rows?with=${beforeId}&kind=${kind}&from=${pageParam}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** By which searches a recipe leaves out what shares words with a benchmark. */
export function searchesQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'benchmark-searches'],
    queryFn: async ({ signal }) => (await api<{ searches: BenchmarkSearch[] }>(`/api/v1/datasets/${datasetId}/benchmark-searches`, { signal })).searches,
  })
}

/** What a recipe makes of some pairs; asks nothing while there is no recipe. */
export function previewQuery({ params, ...of }: { datasetId: string; params: ExportParams | null; seed: number; draw: number }) {
  return queryOptions({
    queryKey: ['exports', 'preview', of, params],
    queryFn: ({ signal }) => api<ExportPreview>('/api/v1/exports/preview', { body: { ...of, params }, signal }),
    enabled: params !== null,
    retry: false,
    staleTime: 30_000,
  })
}

/** What a recipe's stages would part; null while the recipe is not valid. */
export function stageScoresQuery(asked: { datasetId: string; seed: number; params: ExportParams } | null) {
  return queryOptions({
    queryKey: ['exports', 'stages', asked],
    queryFn: ({ signal }) => api<StageScores>('/api/v1/exports/stages', { body: asked, signal }),
    enabled: asked !== null,
    retry: false,
    staleTime: 30_000,
  })
}

/** The export runs of a dataset that have not ended, asked again while there are any. */
export function ongoingExportsQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'ongoing-exports'],
    queryFn: async ({ signal }) => {
      const { runs } = await api<RunPage>(`/api/v1/runs?datasetId=${datasetId}`, { signal })
      return runs.filter((run) => run.kind === 'export' && !endedStatuses.includes(run.status))
    },
    refetchInterval: ({ state }) => (state.data?.length ? 1500 : false),
  })
}

/** How many pairs meet a filter, as the browse table counts them. */
export function pairCountQuery(datasetId: string, filter: PairFilter) {
  const query = new URLSearchParams({ ...Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, String(value)])), limit: '1' })
  return queryOptions({
    queryKey: ['datasets', datasetId, 'pair-count', query.toString()],
    queryFn: async ({ signal }) => (await api<PairPage>(`/api/v1/datasets/${datasetId}/pairs?${query}`, { signal })).total,
  })
}

/** The licences of what could leave. */
export function licensesQuery({ datasetId, of, general }: { datasetId: string; of: 'pairs' | 'preferences' | 'answers'; general: string | null }) {
  const query = new URLSearchParams({ of, ...(general === null ? {} : { general }) })
  return queryOptions({
    queryKey: ['datasets', datasetId, 'licenses', query.toString()],
    queryFn: async ({ signal }) => (await api<{ licenses: LicenseCount[] }>(`/api/v1/datasets/${datasetId}/licenses?${query}`, { signal })).licenses,
  })
}

/** What of an export was taken down. */
export function takenDownQuery(exportId: string) {
  return queryOptions({
    queryKey: ['exports', exportId, 'taken-down'],
    queryFn: async ({ signal }) => (await api<{ takenDown: TakenDownRow[] }>(`/api/v1/exports/${exportId}/taken-down`, { signal })).takenDown,
  })
}

/** The pushes of an export to the Hub, asked again while one is under way. */
export function pushesQuery(exportId: string) {
  return queryOptions({
    queryKey: ['exports', exportId, 'pushes'],
    queryFn: async ({ signal }) => (await api<{ pushes: PushView[] }>(`/api/v1/exports/${exportId}/pushes`, { signal })).pushes,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => !endedStatuses.includes(status)) ? 1500 : false),
  })
}

/** The address of one file of an export. */
export function exportFileHref(exportId: string, name: string): string {
  return `/api/v1/exports/${exportId}/files/${encodeURIComponent(name)}`
}

/** An export's dataset card, as text. */
export function datasetCardQuery(exportId: string) {
  return queryOptions({
    queryKey: ['exports', exportId, 'card'],
    queryFn: async ({ signal }) => {
      const response = await fetch(exportFileHref(exportId, 'README.md'), { signal })
      if (!response.ok) throw new ApiError('internal', 'The dataset card cannot be read. Was the exports folder moved or emptied?', response.status)
      return response.text()
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
