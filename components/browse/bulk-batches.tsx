'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { api } from '#components/api/client.ts'
import { batchesQuery } from '#components/browse/bulk-queries.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { BatchView } from '#lib/review/bulk-contract.ts'

const acts = { accept: 'Accepted', reject: 'Rejected', edit: 'Reworded' } as const

/** The last batches of decisions, with how far they are and the way to take each back whole. */
export function BulkBatches({ datasetId, typeLabel }: { datasetId: string; typeLabel: (type: string) => string }) {
  const { data: batches = [] } = useQuery(batchesQuery(datasetId))
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: (id: string) => api(`/api/v1/batches/${id}/undo`, { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: batchesQuery(datasetId).queryKey }),
  })
  const act = useMutation({
    mutationFn: ({ runId, action }: { runId: string; action: 'cancel' | 'retry' }) => api(`/api/v1/runs/${runId}/actions`, { body: { action } }),
    onSettled: () => client.invalidateQueries({ queryKey: batchesQuery(datasetId).queryKey }),
  })
  const error = undo.error ?? act.error
  const atRest = batches.map(({ id, status }) => `${id} ${status}`).join()
  // What was decided shows in rows, counts and statistics.
  useEffect(() => {
    if (atRest === '' || /working|undoing/.test(atRest)) return
    void client.invalidateQueries({ queryKey: ['datasets', datasetId], predicate: ({ queryKey }) => queryKey[2] !== 'batches' })
    void client.invalidateQueries({ queryKey: ['pairs'] })
  }, [atRest, client, datasetId])
  if (batches.length === 0) return null
  return (
    <section aria-label="Decisions in bulk so far" className="flex flex-col gap-2">
      <h3 className="font-medium">Decisions in bulk so far</h3>
      <ul className="divide-y divide-line border-y border-line">
        {batches.map((batch) => (
          <li key={batch.id} className="flex flex-col gap-1 py-2">
            <div className="flex items-center gap-3">
              <p className="min-w-0 flex-1">
                <span className="font-medium">
                  {acts[batch.kind]}: {batch.which} of {typeLabel(batch.type)}
                  {batch.template ? ', one wording' : ''}
                </span>{' '}
                <span className="text-muted" data-testid="batch-words">
                  {batchWords(batch)}
                </span>
              </p>
              {batch.runId ? (
                <Link href={`/runs/${batch.runId}`} className="text-[13px] text-accent hover:underline">
                  Run
                </Link>
              ) : null}
              {offered(batch).map((action) => (
                <Button
                  key={action}
                  size="sm"
                  loading={(undo.isPending && undo.variables === batch.id && action === 'undo') || (act.isPending && act.variables.runId === batch.runId && act.variables.action === action)}
                  onClick={() => (action === 'undo' ? undo.mutate(batch.id) : batch.runId ? act.mutate({ runId: batch.runId, action }) : undefined)}
                >
                  {actionLabels[action]}
                </Button>
              ))}
            </div>
            {undoIsTheirs(batch) ? (
              <p className="text-[13px] text-muted">Several people decide a pair here, each by themselves: only {batch.createdBy ?? 'who decided this'} can undo it.</p>
            ) : null}
            {batch.status === 'working' || batch.status === 'undoing' ? <ProgressBar label={batch.status === 'working' ? 'Deciding' : 'Undoing'} value={progressOf(batch)} /> : null}
          </li>
        ))}
      </ul>
      {batches.some(({ status }) => status === 'working' || status === 'undoing') ? (
        <p className="text-[13px] text-muted">This may be closed: the work goes on, and its run shows how far it is.</p>
      ) : null}
      {error ? (
        <p role="alert" className="text-[13px] text-bad">
          {error.message}
        </p>
      ) : null}
    </section>
  )
}

const actionLabels = { cancel: 'Cancel', retry: 'Go on', undo: 'Undo all' } as const

/** What can be asked of a batch in its state. */
export function offered(batch: BatchView): (keyof typeof actionLabels)[] {
  return possible(batch).filter((action) => action !== 'undo' || batch.mayUndo)
}

/** Whether there is something to undo, for somebody else. */
function undoIsTheirs(batch: BatchView): boolean {
  return !batch.mayUndo && possible(batch).includes('undo')
}

function possible({ status, applied, restored, left }: BatchView): (keyof typeof actionLabels)[] {
  switch (status) {
    case 'working':
    case 'undoing':
      return ['cancel']
    case 'stopped':
      return applied > 0 ? ['retry', 'undo'] : ['retry']
    case 'undo-stopped':
      return ['retry']
    case 'done':
      return applied > restored + left ? ['undo'] : []
    case 'undone':
      return []
  }
}

/** What came of a batch, in a sentence or two. */
export function batchWords({ status, total, applied, stale, refused, restored, left }: BatchView): string {
  const n = formatNumber
  const skipped = [...(stale > 0 ? [`${n(stale)} left to whoever decided them meanwhile`] : []), ...(refused > 0 ? [`${n(refused)} refused`] : [])]
  switch (status) {
    case 'working':
      return `${n(applied + stale + refused)} of ${n(total)} so far.`
    case 'stopped':
      return `Stopped after ${n(applied + stale + refused)} of ${n(total)}: ${n(applied)} ${applied === 1 ? 'decision was' : 'decisions were'} taken and stand until they are undone.`
    case 'undo-stopped':
      return `Stopped taking back after ${n(restored + left)} of ${n(applied)}: the others stand.`
    case 'done':
      return `${n(applied)} of ${n(total)}${skipped.length > 0 ? `; ${skipped.join(', ')}` : ''}.`
    case 'undoing':
      return `Taking back: ${n(restored + left)} of ${n(applied)} so far.`
    case 'undone':
      return `Taken back: ${n(restored)}${left > 0 ? `; ${n(left)} left, as somebody has decided them since` : ''}.`
  }
}

function progressOf({ status, total, applied, stale, refused, restored, left }: BatchView): number {
  if (status === 'undoing') return applied === 0 ? 1 : (restored + left) / applied
  return total === 0 ? 1 : (applied + stale + refused) / total
}
