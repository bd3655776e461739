'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Save, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { api } from '#components/api/client.ts'
import { columnNames } from '#components/browse/columns.ts'
import { browseHref, generateHref } from '#components/browse/filter.ts'
import { totalWords } from '#components/browse/list-states.tsx'
import { countQuery, savedViewsQuery } from '#components/browse/queries.ts'
import { useReplaceView, type ShownView } from '#components/browse/use-replace-view.ts'
import { CopyButton } from '#components/exports/copy-button.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { Button, IconButton, LinkButton } from '#components/ui/button.tsx'
import { Input } from '#components/ui/field.tsx'
import type { SavedView } from '#lib/datasets/contract.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'

type Mode = 'shown' | 'renamed' | 'replaced' | 'deleted'

/** A saved view: where it leads, how many pairs it finds, and what can be done with it. `now` is what is shown, where that is another. */
export function SavedViewRow({ view, now, onOpen }: { view: SavedView; now: ShownView | null; onOpen: () => void }) {
  const [mode, setMode] = useState<Mode>('shown')
  const [name, setName] = useState(view.name)
  const row = useFocusBy(mode)
  const client = useQueryClient()
  const total = useQuery(countQuery(view.datasetId, view.filter)).data
  const changed = async (words: string): Promise<void> => {
    announce(words)
    setMode('shown')
    await client.invalidateQueries({ queryKey: savedViewsQuery(view.datasetId).queryKey })
  }
  const rename = useMutation({
    mutationFn: () => api(`/api/v1/views/${view.id}`, { method: 'PATCH', body: { name } }),
    onSuccess: () => changed(`Renamed to ${name}.`),
  })
  const remove = useMutation({ mutationFn: () => api(`/api/v1/views/${view.id}`, { method: 'DELETE' }), onSuccess: () => changed(`Deleted the view ${view.name}.`) })
  const replace = useReplaceView(view, now ?? view, () => setMode('shown'))
  const href = browseHref(view.datasetId, view.filter, view.sort, view.columns, view.id)
  const error = rename.error ?? remove.error ?? replace.error
  return (
    <li ref={row} className="flex flex-col gap-1 py-2">
      <div className="flex flex-wrap items-center gap-2">
        {mode === 'renamed' ? (
          <form
            className="flex min-w-0 flex-1 gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              rename.mutate()
            }}
          >
            <Input data-asks="" aria-label={`New name of ${view.name}`} className="flex-1" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} onFocus={(event) => event.target.select()} />
            <Button size="sm" type="submit" variant="primary" disabled={name.trim() === ''} loading={rename.isPending}>
              Rename
            </Button>
            <Button size="sm" onClick={() => setMode('shown')}>
              Keep
            </Button>
          </form>
        ) : (
          <>
            <Link href={href} onClick={onOpen} className="min-w-0 flex-1 truncate font-medium text-accent underline">
              {view.name}
            </Link>
            <span className="text-muted tabular-nums">{total ? totalWords(total) : ''}</span>
          </>
        )}
        {mode === 'shown' ? (
          <>
            <LinkButton size="sm" href={`/datasets/${view.datasetId}/review?view=${view.id}`}>
              Review
            </LinkButton>
            <LinkButton size="sm" href={generateHref(view.datasetId, view.filter)}>
              Run
            </LinkButton>
            <CopyButton text={new URL(href, window.location.origin).href} label={`Copy the link of ${view.name}`} />
            <IconButton data-leads-to="renamed" label={`Rename ${view.name}`} onClick={() => {
              setName(view.name)
              setMode('renamed')
            }}>
              <Pencil size={14} aria-hidden="true" />
            </IconButton>
            {now ? (
              <IconButton data-leads-to="replaced" label={`Replace ${view.name} by what is shown now`} onClick={() => setMode('replaced')}>
                <Save size={14} aria-hidden="true" />
              </IconButton>
            ) : null}
            <IconButton data-leads-to="deleted" label={`Delete ${view.name}`} onClick={() => setMode('deleted')}>
              <Trash2 size={14} aria-hidden="true" />
            </IconButton>
          </>
        ) : null}
        {mode === 'replaced' ? (
          <Button data-asks="" size="sm" variant="primary" loading={replace.isPending} onClick={() => replace.mutate()}>
            Replace by what is shown now
          </Button>
        ) : null}
        {mode === 'deleted' ? (
          <Button data-asks="" size="sm" variant="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete the view
          </Button>
        ) : null}
        {mode === 'replaced' || mode === 'deleted' ? (
          <Button size="sm" onClick={() => setMode('shown')}>
            Keep
          </Button>
        ) : null}
      </div>
      <code className="font-mono text-[13px] break-words text-muted">{printFilter(view.filter) || 'all pairs'}</code>
      {view.columns.length > 0 ? <span className="text-[13px] text-faint">Columns: {columnNames(view.columns)}</span> : null}
      {error ? (
        <p role="alert" className="text-[13px] text-bad">
          {error.message}
        </p>
      ) : null}
    </li>
  )
}

/** What was pressed goes when the row asks, and what it asks goes when that is done: the focus goes along. */
function useFocusBy(mode: Mode) {
  const row = useRef<HTMLLIElement>(null)
  const before = useRef(mode)
  useEffect(() => {
    if (before.current === mode) return
    row.current?.querySelector<HTMLElement>(mode === 'shown' ? `[data-leads-to="${before.current}"]` : '[data-asks]')?.focus()
    before.current = mode
  }, [mode])
  return row
}
