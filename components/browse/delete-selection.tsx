'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { ActRun } from '#components/browse/act-run.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { RemovalPreview } from '#lib/datasets/remove-contract.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface DeleteSelectionProps {
  datasetId: string
  /** What finds the chosen pairs; null while there is none yet. */
  filter: PairFilter | null
  open: boolean
  onOpen: (open: boolean) => void
  /** Called when the dialog is closed, with the run that deletes them. */
  onDeleted: (runId: string) => void
}

/** Deletes the chosen pairs, after saying what goes with them. */
export function DeleteSelection({ datasetId, filter, open, onOpen, onDeleted }: DeleteSelectionProps) {
  const [asked, setAsked] = useState<PairFilter | null>(null)
  const preview = useQuery({
    queryKey: ['datasets', datasetId, 'removal', asked],
    queryFn: ({ signal }) => api<RemovalPreview>(`/api/v1/datasets/${datasetId}/removal/preview`, { body: { filter: asked }, signal }),
    enabled: asked !== null,
    staleTime: 0,
  })
  const remove = useMutation({
    mutationFn: (expected: number) => api<{ run: RunView }>(`/api/v1/datasets/${datasetId}/removal`, { body: { filter: asked, expected } }),
  })
  const goes = preview.data
  // What was chosen is let go with the dialog: while it is open, the bar of the selection has to be there.
  const show = (next: boolean): void => {
    onOpen(next)
    if (!next && remove.data) onDeleted(remove.data.run.id)
  }
  const ask = (): void => {
    setAsked(filter)
    remove.reset()
    onOpen(true)
  }
  return (
    <>
      <Button size="sm" variant="danger" disabled={filter === null} onClick={ask}>
        <Trash2 size={14} aria-hidden="true" />
        Delete
      </Button>
      <Dialog open={open} onOpenChange={show} title="Delete the chosen pairs?" description="They go with all that is theirs. This cannot be undone.">
        <div className="flex flex-col gap-3">
          {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
          {remove.data ? null : goes ? <RemovalWords goes={goes} /> : preview.error ? null : <p className="text-muted">Counting what goes…</p>}
          {remove.error ? <ErrorNotice error={remove.error} /> : null}
          {remove.data ? (
            <ActRun runId={remove.data.run.id} title="Deleted:" />
          ) : (
            <div className="flex justify-end gap-2">
              <Button onClick={() => show(false)}>Keep them</Button>
              <Button variant="danger" disabled={!goes || goes.pairs === 0} loading={remove.isPending} onClick={() => remove.mutate(goes?.pairs ?? 0)}>
                {goes ? `Delete ${counted(goes.pairs, 'pair')}` : 'Delete'}
              </Button>
            </div>
          )}
        </div>
      </Dialog>
    </>
  )
}

function RemovalWords({ goes: { pairs, constraints, decisions, exports } }: { goes: RemovalPreview }) {
  return (
    <>
      <p data-testid="removal">
        {counted(pairs, 'pair')} with {counted(constraints, 'constraint')} and {counted(decisions, 'decision')}.{' '}
        {exports === 0 ? 'No export has been made of this dataset.' : `${exports === 1 ? 'The export' : `The ${formatNumber(exports)} exports`} made of this dataset keep what they took; the next one is without them.`}
        {' '}Imported again, they are new pairs.
      </p>
      <p className="text-muted">A worker deletes them piece by piece. Cancelled in the middle, it leaves those that are there by then; what is gone stays gone.</p>
    </>
  )
}

function counted(n: number, what: string): string {
  return n === 1 ? `one ${what}` : `${formatNumber(n)} ${what}s`
}
