import { clsx } from 'clsx'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { runPace, type ProgressSample } from '#components/runs/run-pace.ts'
import { hasEnded, paceWords, runProgress } from '#components/runs/run-words.ts'
import { RunStatusBadge } from '#components/ui/badge.tsx'
import { formatBytes, formatDuration, formatNumber, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunView } from '#lib/runs/contract.ts'

/** A run that waits longer than this probably waits for a worker that is not there. */
const longQueueMs = 20_000

interface RunProgressProps {
  run: RunView
  samples: readonly ProgressSample[]
  /** Whether the connection that keeps this page current is broken. */
  lost: boolean
}

/** How far a run is, how fast it goes, and what is wrong with it, if anything. */
export function RunProgress({ run, samples, lost }: RunProgressProps) {
  const progress = runProgress(run)
  const pace = runPace(run, samples)
  const amount = run.unit === 'bytes' ? formatBytes : (n: number) => `${formatNumber(Math.round(n))} ${run.unit}`
  const done = Math.min(run.progress, run.total ?? 0)
  const waits = useLongQueued(run)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 tabular-nums">
        <RunStatusBadge status={run.status} />
        {progress === null || run.status === 'queued' ? null : <span className="font-medium">{formatPercent(progress)}</span>}
        {run.total === null ? null : (
          <span className="text-muted">
            {run.unit === 'bytes' ? formatBytes(done) : formatNumber(done)} of {amount(run.total)}
          </span>
        )}
        {pace ? (
          <span className="text-muted">
            {run.unit === 'bytes' ? `${amount(pace.perSecond)} a second` : paceWords(pace.perSecond, run.unit)}, about {formatDuration(pace.remainingMs)} to go
          </span>
        ) : null}
        {run.startedAt && run.finishedAt && hasEnded(run) ? (
          <span className="text-muted">took {formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</span>
        ) : null}
      </div>
      <ProgressBar value={progress} label="Progress" className={clsx(hasEnded(run) && 'opacity-60')} />
      {run.error ? <ErrorNotice error={new Error(run.error)} /> : null}
      {run.waitingFor ? <Caution>{run.waitingFor}</Caution> : null}
      {run.stalled ? (
        <Caution>
          Nothing has been heard of the worker for a while. It is started again by itself as long as Pincer runs; if this stays, stop Pincer with
          Ctrl-C and start it again. The run goes on where it was, and nothing is done twice.
        </Caution>
      ) : null}
      {waits ? (
        <Caution>
          No worker has taken this up yet: another run is under way, or the worker does not run. Look at the other runs first; if none is running,
          start Pincer again.
        </Caution>
      ) : null}
      {lost ? <Caution>The connection to Pincer is broken, so this page may be behind. Trying again…</Caution> : null}
    </div>
  )
}

/** Whether the run has been queued for longer than a free worker would leave it. */
function useLongQueued({ status, createdAt }: RunView): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (status !== 'queued') return
    const timer = setTimeout(() => setLong(true), Math.max(0, Date.parse(createdAt) + longQueueMs - Date.now()))
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [status, createdAt])
  return long
}

function Caution({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-2 rounded-md border border-warn bg-warn-soft px-3 py-2 text-warn">
      <TriangleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
