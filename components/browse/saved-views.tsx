'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { columnNames, defaultColumns, type ColumnId } from '#components/browse/columns.ts'
import { filterOf } from '#components/browse/filter.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { useReplaceView, type ShownView } from '#components/browse/use-replace-view.ts'
import { SavedViewRow } from '#components/browse/saved-view-row.tsx'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { pairFilter, type SavedView } from '#lib/datasets/contract.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'

/** What was kept of this dataset under names, filter, order and columns, and the way to keep what is shown now. */
export function SavedViews({ datasetId, browse, columns }: { datasetId: string; browse: BrowseState; columns: readonly ColumnId[] }) {
  const [open, setOpen] = useState(false)
  const views = useQuery(savedViewsQuery(datasetId))
  const present = printFilter(filterOf(browse.filter))
  const isShown = (view: SavedView) => printFilter(view.filter) === present && view.sort === browse.sort && (view.columns.length === 0 ? defaultColumns : view.columns).join() === columns.join()
  const opened = views.data?.find((view) => view.id === browse.view)
  const shown = opened && isShown(opened) ? opened : views.data?.find(isShown)
  const now: ShownView = { filter: pairFilter.safeParse(filterOf(browse.filter)).data ?? {}, sort: browse.sort, columns: [...columns] }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Bookmark size={15} aria-hidden="true" />
        {shown ? shown.name : opened ? `${opened.name}, changed` : 'Views'}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} wide title="Saved views" description="Filters, orders and columns under names, for everybody who works on this dataset.">
        <div className="flex flex-col gap-4">
          {shown ? (
            <p className="text-muted">What is shown now is the view “{shown.name}”.</p>
          ) : (
            <>
              {opened ? <SaveChanges key={opened.id} view={opened} now={now} /> : null}
              <SaveForm datasetId={datasetId} now={now} onSaved={browse.openView} text={present} />
            </>
          )}
          {views.error ? (
            <ErrorNotice error={views.error} onRetry={() => void views.refetch()} />
          ) : !views.data ? (
            <Skeleton className="h-16" />
          ) : views.data.length === 0 ? (
            <p className="text-muted">No view is saved yet.</p>
          ) : (
            <ul aria-label="Saved views" className="divide-y divide-line border-y border-line">
              {views.data.map((view) => (
                <SavedViewRow key={view.id} view={view} now={view === shown ? null : now} onOpen={() => setOpen(false)} />
              ))}
            </ul>
          )}
        </div>
      </Dialog>
    </>
  )
}

/** What was changed since a view was opened, and the way to keep it under the same name. */
function SaveChanges({ view, now }: { view: SavedView; now: ShownView }) {
  const replace = useReplaceView(view, now)
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-muted">The view “{view.name}” was opened, and changed since.</p>
      <Button variant="primary" loading={replace.isPending} onClick={() => replace.mutate()}>
        Save changes to this view
      </Button>
      {replace.error ? (
        <p role="alert" className="text-[13px] text-bad">
          {replace.error.message}
        </p>
      ) : null}
    </div>
  )
}

function SaveForm({ datasetId, now, onSaved, text }: { datasetId: string; now: ShownView; onSaved: (view: string) => void; text: string }) {
  const [name, setName] = useState('')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => api<{ view: SavedView }>(`/api/v1/datasets/${datasetId}/views`, { body: { name, ...now } }),
    onSuccess: async ({ view }) => {
      announce(`Saved the view ${view.name}.`)
      onSaved(view.id)
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
        <span className="block text-[13px]">Columns: {columnNames(now.columns)}</span>
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
