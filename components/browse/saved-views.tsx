'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { filterOf } from '#components/browse/filter.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { SavedViewRow } from '#components/browse/saved-view-row.tsx'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { pairFilter, type SavedView } from '#lib/datasets/contract.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'

/** The dataset's filters that were kept under names, and the way to keep the present one. */
export function SavedViews({ datasetId, browse }: { datasetId: string; browse: BrowseState }) {
  const [open, setOpen] = useState(false)
  const views = useQuery(savedViewsQuery(datasetId))
  const present = printFilter(filterOf(browse.filter))
  const shown = views.data?.find(({ filter, sort }) => printFilter(filter) === present && sort === browse.sort)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Bookmark size={15} aria-hidden="true" />
        {shown ? shown.name : 'Views'}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} wide title="Saved views" description="Filters under names, for everybody who works on this dataset.">
        <div className="flex flex-col gap-4">
          {shown ? <p className="text-muted">What is shown now is the view “{shown.name}”.</p> : <SaveForm datasetId={datasetId} browse={browse} text={present} />}
          {views.error ? (
            <ErrorNotice error={views.error} onRetry={() => void views.refetch()} />
          ) : !views.data ? (
            <Skeleton className="h-16" />
          ) : views.data.length === 0 ? (
            <p className="text-muted">No view is saved yet.</p>
          ) : (
            <ul aria-label="Saved views" className="divide-y divide-line border-y border-line">
              {views.data.map((view) => (
                <SavedViewRow key={view.id} view={view} onOpen={() => setOpen(false)} />
              ))}
            </ul>
          )}
        </div>
      </Dialog>
    </>
  )
}

function SaveForm({ datasetId, browse, text }: { datasetId: string; browse: BrowseState; text: string }) {
  const [name, setName] = useState('')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      api<{ view: SavedView }>(`/api/v1/datasets/${datasetId}/views`, { body: { name, filter: pairFilter.parse(filterOf(browse.filter)), sort: browse.sort } }),
    onSuccess: async ({ view }) => {
      announce(`Saved the view ${view.name}.`)
      await client.invalidateQueries({ queryKey: savedViewsQuery(datasetId).queryKey })
    },
  })
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="text-muted">
        Shown now: <code className="font-mono text-[13px] break-words">{text === '' ? 'all pairs' : text}</code>
      </p>
      <Field label="Name of the view" error={save.error?.message}>
        {(ids) => (
          <span className="flex gap-2">
            <Input {...ids} className="flex-1" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
            <Button type="submit" variant="primary" disabled={name.trim() === ''} loading={save.isPending}>
              Save
            </Button>
          </span>
        )}
      </Field>
    </form>
  )
}
