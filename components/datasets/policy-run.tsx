'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { RunActions } from '#components/runs/run-actions.tsx'
import { hasEnded, runProgress } from '#components/runs/run-words.ts'
import { useRun } from '#components/runs/use-run.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunPage, RunView } from '#lib/runs/contract.ts'

/** Whether all pairs follow how many people the policy wants: the last run that has them do so, live. Nothing where there never was one. */
export function PolicyRun({ datasetId }: { datasetId: string }) {
  const { data } = useQuery({
    queryKey: ['datasets', datasetId, 'policy run'],
    queryFn: async ({ signal }) => (await api<RunPage>(`/api/v1/runs?${new URLSearchParams({ datasetId, kind: 'settle', limit: '1' })}`, { signal })).runs,
  })
  const last = data?.[0]
  return last ? <Live key={last.id} id={last.id} /> : null
}

function Live({ id }: { id: string }) {
  const { run } = useRun(id)
  if (!run) return null
  const look = 'underline underline-offset-3 hover:text-accent'
  return (
    <section aria-label="Pairs that follow how many people are wanted" className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <p role="status" className="text-[13px] text-muted">
        {words(run)}{' '}
        <Link href={`/runs/${run.id}`} className={look}>
          {hasEnded(run) ? `Run of ${formatDate(run.createdAt)}` : 'To the run'}
        </Link>
      </p>
      {run.status === 'done' ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <ProgressBar value={runProgress(run)} label="Pairs that follow the policy" className="min-w-40 flex-1" />
          <RunActions run={run} />
        </div>
      )}
    </section>
  )
}

function words({ status, progress, total }: RunView): string {
  const amount = total === null ? '' : ` ${formatNumber(Math.min(progress, total))} of ${formatNumber(total)} pairs so far.`
  switch (status) {
    case 'done':
      return 'All pairs follow how many people are wanted for each.'
    case 'queued':
    case 'running':
      return `Pairs are being brought in line with how many people are wanted for each; review goes on meanwhile.${amount}`
    case 'paused':
      return `Bringing the pairs in line is paused.${amount}`
    case 'cancelled':
    case 'failed':
    case 'partial':
      return `Not all pairs follow how many people are wanted: that was ${status === 'cancelled' ? 'cancelled' : 'broken off'}.${amount}`
  }
}
