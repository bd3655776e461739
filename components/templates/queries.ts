'use client'

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { TemplateExample, TemplatePage, TemplateRef, WordingEdit, WordingEditPreview } from '#lib/review/templates/contract.ts'

/** A page of wordings, those with the most undecided constraints first. */
export function templatesQuery(datasetId: string, { left, offset }: { left: boolean; offset: number }) {
  const search = new URLSearchParams({ offset: String(offset), ...(left ? { left: '1' } : {}) })
  return queryOptions({
    queryKey: ['datasets', datasetId, 'templates', left, offset],
    queryFn: ({ signal }) => api<TemplatePage>(`/api/v1/datasets/${datasetId}/templates?${search}`, { signal }),
    placeholderData: keepPreviousData,
    // Whoever comes back from reviewing wants to see what it has changed.
    staleTime: 0,
    refetchOnMount: 'always',
  })
}

/** A few constraints of a wording. */
export function examplesQuery(datasetId: string, { type, template }: TemplateRef) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'template-examples', type, template],
    queryFn: async ({ signal }) =>
      (await api<{ examples: TemplateExample[] }>(`/api/v1/datasets/${datasetId}/templates/examples?${new URLSearchParams({ type, template })}`, { signal })).examples,
  })
}

/** What another wording would make of the look-alikes; null while there is none to try. */
export function wordingEditQuery(datasetId: string, edit: WordingEdit | null) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'wording-edit', edit],
    queryFn: ({ signal }) => api<WordingEditPreview>(`/api/v1/datasets/${datasetId}/templates/edit/preview`, { body: edit, signal }),
    enabled: edit !== null,
    retry: false,
    staleTime: 0,
  })
}
