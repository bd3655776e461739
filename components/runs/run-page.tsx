'use client'

import Link from 'next/link'
import { ImportErrors } from '#components/runs/import-errors.tsx'
import { NextSteps } from '#components/runs/next-steps.tsx'
import { RunActions } from '#components/runs/run-actions.tsx'
import { RunCounts } from '#components/runs/run-counts.tsx'
import { runName, runPace, runProgress } from '#components/runs/run-words.ts'
import { useRun } from '#components/runs/use-run.ts'
import { RunStatusBadge } from '#components/ui/badge.tsx'
import { formatBytes, formatDate, formatDuration, formatNumber, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunEventView, RunView } from '#lib/runs/contract.ts'

/** One run, live: how far, what came of it, what was left out and why, and what to do next. */
export function RunPage({ id }: { id: string }) {
  const { run, log, error, refetch, dataUpdatedAt } = useRun(id)
  if (error) return <ErrorNotice className="m-6" error={error} onRetry={() => void refetch()} />
  if (!run) return <Skeleton className="m-6 h-60" />
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title={runName(run.kind)}
        description={
          run.datasetId ? (
            <>
              Dataset{' '}
              <Link href={`/datasets/${run.datasetId}`} className="text-accent hover:underline">
                {run.datasetName}
              </Link>
            </>
          ) : null
        }
        actions={<RunActions run={run} />}
      />
      <Panel>
        <Progress run={run} now={dataUpdatedAt} />
      </Panel>
      <NextSteps run={run} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Panel title="Counts">
          <RunCounts counts={run.counts} noun={run.kind === 'import' ? 'records' : 'pairs'} />
        </Panel>
        <Panel title="Parameters">
          <Parameters run={run} />
        </Panel>
      </div>
      {run.kind === 'import' ? <ImportErrors run={run} /> : null}
      <Panel title="Log">
        <Log lines={log} />
      </Panel>
    </div>
  )
}

function Progress({ run, now }: { run: RunView; now: number }) {
  const progress = runProgress(run)
  const pace = runPace(run, now)
  const amount = run.unit === 'bytes' ? formatBytes : (n: number) => `${formatNumber(Math.round(n))} pairs`
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <RunStatusBadge status={run.status} />
        <span className="tabular-nums">{progress === null ? '' : formatPercent(progress)}</span>
        {run.total === null ? null : (
          <span className="text-muted tabular-nums">
            {amount(run.progress)} of {amount(run.total)}
          </span>
        )}
        {pace ? (
          <span className="text-muted tabular-nums">
            {amount(pace.perSecond)}/s, about {formatDuration(pace.remainingMs)} to go
          </span>
        ) : null}
        {run.startedAt && run.finishedAt ? (
          <span className="text-muted">took {formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</span>
        ) : null}
      </div>
      <ProgressBar value={progress} label="Progress" />
      {run.error ? <ErrorNotice error={new Error(run.error)} /> : null}
      {run.stalled ? (
        <ErrorNotice error={new Error('No worker has been heard of for a while. Is one running? It goes on by itself as soon as one is (npx pincer worker starts another).')} />
      ) : null}
    </div>
  )
}

function Parameters({ run }: { run: RunView }) {
  const rows: [string, string][] = [
    ['Started by', run.createdBy ?? 'command line'],
    ['Asked for', formatDate(run.createdAt)],
    ['Seed', String(run.seed)],
    ...Object.entries(run.params).map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ]
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
      {rows.map(([key, value]) => (
        <div key={key} className="contents">
          <dt className="text-muted">{key}</dt>
          <dd className="min-w-0 break-words font-mono text-[13px]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Log({ lines }: { lines: RunEventView[] }) {
  if (lines.length === 0) return <p className="text-faint">Nothing yet.</p>
  const tone = { info: '', warn: 'text-warn', error: 'text-bad' }
  return (
    <ol className="flex flex-col gap-1" aria-live="polite">
      {lines.map((line) => (
        <li key={line.id} className="flex gap-3">
          <time dateTime={line.at} className="shrink-0 text-faint tabular-nums">
            {formatDate(line.at)}
          </time>
          <span className={tone[line.level]}>
            {line.level === 'info' ? '' : `${line.level}: `}
            {line.message}
          </span>
        </li>
      ))}
    </ol>
  )
}
