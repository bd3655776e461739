'use client'

import { useQuery } from '@tanstack/react-query'
import { Download, Plus } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useDataset } from '#components/api/datasets.ts'
import { ExportTable } from '#components/exports/export-table.tsx'
import { exportsQuery, ongoingExportsQuery } from '#components/exports/queries.ts'
import { TruthGateNote } from '#components/exports/truth-gate-note.tsx'
import { runProgress } from '#components/runs/run-words.ts'
import { RunStatusBadge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunView } from '#lib/runs/contract.ts'

/** A dataset's exports: what was taken away and when, and the way to take away more. */
export function ExportList({ datasetId }: { datasetId: string }) {
  const { data: dataset } = useDataset(datasetId)
  const { data, error, refetch } = useQuery(exportsQuery(datasetId))
  const ongoing = useOngoing(datasetId, () => void refetch())
  const start = (
    <LinkButton href={`/datasets/${datasetId}/exports/new`} variant="primary">
      <Plus size={14} aria-hidden="true" /> New export
    </LinkButton>
  )
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Exports"
        description="Accepted constraints, written into their instructions: training data with a manifest that lets anybody check it."
        actions={data && data.length > 0 ? start : null}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {ongoing.map((run) => (
        <Ongoing key={run.id} run={run} />
      ))}
      {!data ? (
        error ? null : (
          <Skeleton className="h-40" />
        )
      ) : (
        <div className="rounded-lg border border-line bg-panel">
          {data.length > 0 ? (
            <ExportTable exports={data} />
          ) : dataset?.pairs === 0 ? (
            <EmptyState
              title="Nothing to export"
              icon={<Download size={28} strokeWidth={1.5} />}
              action={
                <LinkButton href={`/datasets/${datasetId}/import`} variant="primary">
                  Import a file
                </LinkButton>
              }
            >
              This dataset has no pairs yet.
            </EmptyState>
          ) : (
            <EmptyState title="No exports yet" icon={<Download size={28} strokeWidth={1.5} />} action={start}>
              An export is a file of training data, a manifest with counts and hashes, and a dataset card.
            </EmptyState>
          )}
        </div>
      )}
      <TruthGateNote />
    </div>
  )
}

/** The exports under way; says when one of them has ended. */
function useOngoing(datasetId: string, onEnded: () => void): RunView[] {
  const { data = [] } = useQuery(ongoingExportsQuery(datasetId))
  const before = useRef(0)
  useEffect(() => {
    if (data.length < before.current) onEnded()
    before.current = data.length
  })
  return data
}

function Ongoing({ run }: { run: RunView }) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-panel px-4 py-3">
      <RunStatusBadge status={run.status} />
      <ProgressBar value={runProgress(run)} label="Progress of the export" className="max-w-xs flex-1" />
      <Link href={`/runs/${run.id}`} className="text-accent hover:underline">
        Open the run
      </Link>
    </div>
  )
}
