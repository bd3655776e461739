'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { announce } from '#components/shell/announcer.tsx'
import type { SavedView } from '#lib/datasets/contract.ts'

/** What the table shows: what a view keeps, but for its name. */
export type ShownView = Pick<SavedView, 'filter' | 'sort' | 'columns'>

/** Gives a saved view what is shown now, under the name that it has. */
export function useReplaceView(view: SavedView, shown: ShownView, onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api(`/api/v1/views/${view.id}`, { method: 'PATCH', body: shown }),
    onSuccess: async () => {
      announce(`The view ${view.name} is what is shown now.`)
      onDone?.()
      await client.invalidateQueries({ queryKey: savedViewsQuery(view.datasetId).queryKey })
    },
  })
}
