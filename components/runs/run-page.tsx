'use client'

import Link from 'next/link'
import { GenerationRun } from '#components/generation/generation-run.tsx'
import { ImportErrors } from '#components/runs/import-errors.tsx'
import { NextSteps } from '#components/runs/next-steps.tsx'
import { RunActions } from '#components/runs/run-actions.tsx'
import { RunCounts } from '#components/runs/run-counts.tsx'
import { RunLog } from '#components/runs/run-log.tsx'
import { RunParameters } from '#components/runs/run-parameters.tsx'
import { RunProgress } from '#components/runs/run-progress.tsx'
import { hasEnded, runName } from '#components/runs/run-words.ts'
import { useRun } from '#components/runs/use-run.ts'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { RunView } from '#lib/runs/contract.ts'

/** One run, live: how far, what came of it, what was left out and why, and what to do next. */
export function RunPage({ id }: { id: string }) {
  const { run, log, samples, lost, error, refetch } = useRun(id)
  if (!run) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <PageHeader title="Run" />
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-60" />}
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title={runName(run.kind)} description={<Whence run={run} />} actions={<RunActions run={run} />} />
      <Panel>
        <RunProgress run={run} samples={samples} lost={lost} />
      </Panel>
      <NextSteps run={run} />
      {run.kind === 'generate' ? (
        <GenerationRun run={run} samples={samples}>
          <CountsAndParameters run={run} />
        </GenerationRun>
      ) : (
        <CountsAndParameters run={run} />
      )}
      {run.kind === 'import' ? <ImportErrors run={run} /> : null}
      <Panel title="Log">
        <RunLog lines={log} />
      </Panel>
    </div>
  )
}

function CountsAndParameters({ run }: { run: RunView }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <Panel title="Counts">
        {run.counts.in === 0 && !hasEnded(run) ? (
          <p className="text-faint">{run.kind === 'import' || run.kind === 'generate' ? 'Counted as it goes.' : run.kind === 'push' ? 'Counted when it is known what the Hub has already.' : 'Counted when all pairs have been gone through.'}</p>
        ) : (
          <RunCounts run={run} />
        )}
      </Panel>
      <Panel title="Parameters">
        <RunParameters run={run} />
      </Panel>
    </div>
  )
}

/** Which dataset the run belongs to, and the way to its other runs. */
function Whence({ run: { datasetId, datasetName } }: { run: RunView }) {
  if (!datasetId) return <>Its dataset has been deleted.</>
  const look = 'text-accent hover:underline'
  return (
    <>
      In{' '}
      <Link href={`/datasets/${datasetId}`} className={look}>
        {datasetName}
      </Link>
      {' · '}
      <Link href={`/runs?dataset=${datasetId}`} className={look}>
        all its runs
      </Link>
    </>
  )
}
