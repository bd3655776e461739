'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { api } from '#components/api/client.ts'
import { hasEnded, runProgress } from '#components/runs/run-words.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunView } from '#lib/runs/contract.ts'

const pollMs = 500

/** A run that somebody started on their selection, asked for until it has ended; then what it changed is asked for again. */
function useActRun(runId: string): RunView | undefined {
  const queries = useQueryClient()
  const { data: run } = useQuery({
    queryKey: ['run', runId],
    queryFn: async ({ signal }) => (await api<{ run: RunView }>(`/api/v1/runs/${runId}`, { signal })).run,
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : pollMs),
  })
  const ended = run !== undefined && hasEnded(run)
  const datasetId = run?.datasetId
  useEffect(() => {
    if (!ended || !datasetId) return
    void queries.invalidateQueries({ queryKey: ['datasets'] })
    void queries.invalidateQueries({ queryKey: ['pairs'] })
  }, [ended, datasetId, queries])
  return run
}

/** Watches a run whose dialog may be closed, so that what it changed shows all the same. */
export function ActRunWatch({ runId }: { runId: string }) {
  useActRun(runId)
  return null
}

/** How far a run is that somebody started on their selection, with the way to stop it. */
export function ActRun({ runId, title }: { runId: string; title: string }) {
  const queries = useQueryClient()
  const run = useActRun(runId)
  const ended = run !== undefined && hasEnded(run)
  const cancel = useMutation({
    mutationFn: () => api<RunView>(`/api/v1/runs/${runId}/actions`, { body: { action: 'cancel' } }),
    onSuccess: (next) => queries.setQueryData(['run', runId], next),
  })
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-2">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1" role="status">
          <span className="font-medium">{title}</span> <span className="text-muted">{run ? actWords(run) : ''}</span>
        </p>
        <Link href={`/runs/${runId}`} className="text-[13px] text-accent hover:underline">
          Run
        </Link>
        {run && !ended ? (
          <Button size="sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        ) : null}
      </div>
      {run && !ended ? <ProgressBar label={title} value={runProgress(run)} /> : null}
      {run?.error ? <p className="text-[13px] text-bad">{run.error}</p> : null}
    </div>
  )
}

/** What came of it so far, in a sentence. */
export function actWords({ status, counts, total, progress }: Pick<RunView, 'status' | 'counts' | 'total' | 'progress'>): string {
  const n = formatNumber
  const left = Object.entries(counts.dropped).map(([reason, count]) => `; ${n(count)} ${reason}`).join('')
  switch (status) {
    case 'done':
    case 'partial':
      return `${n(counts.out)} of ${n(counts.in)}${left}.`
    case 'cancelled':
      return `Cancelled after ${n(progress)}${total === null ? '' : ` of ${n(total)}`}: what was done stays.`
    case 'failed':
      return 'Failed.'
    default:
      return total === null ? 'Waits for a worker.' : `${n(progress)} of ${n(total)} so far.`
  }
}
