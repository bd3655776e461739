'use client'

import { CheckCheck, FileUp, ListPlus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { useDataset } from '#components/api/datasets.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import type { ReviewProgress, ReviewScope } from '#lib/review/contract.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface ReviewEmptyProps {
  datasetId: string
  scope: ReviewScope
  progress: ReviewProgress | null
  onScope: (scope: ReviewScope) => void
}

/** Nothing to review: why, and what to do next. */
export function ReviewEmpty({ datasetId, scope, progress, onScope }: ReviewEmptyProps) {
  const dataset = useDataset(datasetId)
  if (dataset.isPending || !progress) return <Spinner />
  if (dataset.isError) return <ErrorNotice error={dataset.error} onRetry={() => void dataset.refetch()} />
  if (dataset.data.pairs === 0) {
    return (
      <EmptyState
        title="No pairs yet"
        icon={<FileUp size={28} strokeWidth={1.5} />}
        action={
          <LinkButton href={`/datasets/${datasetId}/import`} variant="primary">
            Import a file
          </LinkButton>
        }
      >
        Review begins with instructions and their responses. Import a file of them.
      </EmptyState>
    )
  }
  if (progress.constraints.total === 0) return <NoConstraints datasetId={datasetId} pairs={dataset.data.pairs} />
  if (scope === 'refuted') {
    return (
      <EmptyState title="Nothing is refuted" icon={<CheckCheck size={28} strokeWidth={1.5} />} action={<Button onClick={() => onScope('undecided')}>Show what is undecided</Button>}>
        No program refutes a constraint of this dataset.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="All decided"
      icon={<CheckCheck size={28} strokeWidth={1.5} />}
      action={
        <div className="flex gap-2">
          <LinkButton href={`/datasets/${datasetId}/exports`} variant="primary">
            Export what is accepted
          </LinkButton>
          <Button onClick={() => onScope('all')}>Look at all pairs</Button>
        </div>
      }
    >
      Every constraint of this dataset has been decided.
    </EmptyState>
  )
}

function NoConstraints({ datasetId, pairs }: { datasetId: string; pairs: number }) {
  const [run, setRun] = useState<RunView | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [starting, setStarting] = useState(false)
  const start = async (): Promise<void> => {
    setStarting(true)
    setError(null)
    try {
      setRun(await startBacktranslation(datasetId))
    } catch (problem) {
      setError(problem)
    }
    setStarting(false)
  }
  return (
    <EmptyState
      title="No constraints yet"
      icon={<ListPlus size={28} strokeWidth={1.5} />}
      action={
        run ? (
          <p role="status">
            The run has begun. <Link href={`/runs/${run.id}`} className="text-accent underline">Watch it</Link>, then come back here.
          </p>
        ) : (
          <Button variant="primary" loading={starting} onClick={() => void start()}>
            Find constraints by rule
          </Button>
        )
      }
    >
      {pairs === 1 ? 'The pair has' : `The ${pairs.toLocaleString('en')} pairs have`} no constraints to review. Rules can read some from the responses, each proven by a program.
      {error ? <ErrorNotice error={error} className="mt-3 text-left" /> : null}
    </EmptyState>
  )
}

function startBacktranslation(datasetId: string): Promise<RunView> {
  return api<RunView>('/api/v1/runs', { body: { kind: 'backtranslate', datasetId, params: { types: 'all' } } })
}
