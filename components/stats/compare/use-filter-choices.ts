'use client'

import { useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { runName } from '#components/runs/run-words.ts'
import { formatDate } from '#components/ui/format.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { RunPage } from '#lib/runs/contract.ts'

/** A filter that can be chosen by its name, written in the filter language. */
export interface FilterChoice {
  kind: 'all' | 'view' | 'run'
  value: string
  label: string
}

/** All pairs of a dataset, its saved views and its latest runs. */
export function useFilterChoices(datasetId: string): FilterChoice[] {
  const { data: views = [] } = useQuery(savedViewsQuery(datasetId))
  const { data: page } = useQuery({ queryKey: ['runs', 'of', datasetId], queryFn: ({ signal }) => api<RunPage>(`/api/v1/runs?datasetId=${datasetId}`, { signal }) })
  const runs = (page?.runs ?? []).filter(({ kind }) => kind !== 'export' && kind !== 'verify')
  return [
    { kind: 'all', value: '', label: 'All pairs' },
    ...views.map(({ name, filter }): FilterChoice => ({ kind: 'view', value: printFilter(filter), label: name })),
    ...runs.map(({ id, kind, createdAt }): FilterChoice => ({ kind: 'run', value: printFilter({ run: id }), label: `${runName(kind)}, ${formatDate(createdAt)}` })),
  ]
}
