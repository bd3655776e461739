'use client'

import { useQuery } from '@tanstack/react-query'
import { CheckCheck, FileUp, ListPlus, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { useDataset } from '#components/api/datasets.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import type { QueueState, ReviewProgress, ReviewScope } from '#lib/review/contract.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface ReviewEmptyProps {
  datasetId: string
  /** A saved view, where only its pairs are reviewed. */
  view: string | null
  scope: ReviewScope
  progress: ReviewProgress | null
  onScope: (scope: ReviewScope) => void
}

/** Nothing to review: why, and what to do next. */
export function ReviewEmpty({ datasetId, view, scope, progress, onScope }: ReviewEmptyProps) {
  const dataset = useDataset(datasetId)
  const queue = useQuery({
    queryKey: ['datasets', datasetId, 'queue', scope, view],
    queryFn: async ({ signal }) => (await api<{ queue: QueueState }>(`/api/v1/datasets/${datasetId}/queue?scope=${scope}${view ? `&view=${view}` : ''}`, { signal })).queue,
    // What others are at changes from one moment to the next.
    gcTime: 0,
  })
  if (dataset.isPending || queue.isPending || !progress) return <Spinner />
  if (dataset.isError) return <ErrorNotice error={dataset.error} onRetry={() => void dataset.refetch()} />
  if (queue.isError) return <ErrorNotice error={queue.error} onRetry={() => void queue.refetch()} />
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
  if (scope === 'disputed') return <NoDisputes datasetId={datasetId} queue={queue.data} settled={progress.constraints.decided} />
  if (progress.constraints.total === 0) return <NoConstraints datasetId={datasetId} pairs={dataset.data.pairs} />
  if (queue.data.inScope > 0) return <WithOthers queue={queue.data} scope={scope} />
  if (view !== null) {
    return (
      <EmptyState title="Nothing left in this view" icon={<CheckCheck size={28} strokeWidth={1.5} />} action={<LinkButton href={`/datasets/${datasetId}/review`}>Review all pairs</LinkButton>}>
        {queue.data.undecided > 0 ? `${pairsHave(queue.data.undecided)} something left to decide in the dataset.` : 'Every constraint of this dataset has been decided.'}
      </EmptyState>
    )
  }
  if (scope === 'refuted') {
    return (
      <EmptyState title="Nothing is refuted" icon={<CheckCheck size={28} strokeWidth={1.5} />} action={<Button onClick={() => onScope('undecided')}>Show what is undecided</Button>}>
        No program refutes a constraint of this dataset.{queue.data.undecided > 0 ? ` ${pairsHave(queue.data.undecided)} something left to decide.` : ''}
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

/** There is work, but none for this reviewer now: who has it, and when it comes back at the latest if they leave it. */
function WithOthers({ queue: { inScope, leased, waiting, elsewhere }, scope }: { queue: QueueState; scope: ReviewScope }) {
  const left = scope === 'refuted' ? 'a refuted constraint' : 'something left to decide'
  return (
    <EmptyState
      title={leased.length > 0 ? 'Others have the rest' : waiting + elsewhere >= inScope ? (waiting > 0 ? 'You have decided yours' : 'The rest is for others') : 'There is more by now'}
      icon={<Users size={28} strokeWidth={1.5} />}
      action={
        <Button variant="primary" onClick={() => window.location.reload()}>
          Look again
        </Button>
      }
    >
      <p>
        {pairsHave(inScope)} {left}.
      </p>
      {waiting > 0 ? (
        <p>
          {waiting === 1 ? 'One of them is decided by you' : `${waiting.toLocaleString('en')} of them are decided by you`}
          {scope === 'refuted' ? '.' : waiting === 1 ? ' and waits for other people.' : ' and wait for other people.'}
        </p>
      ) : null}
      {elsewhere > 0 ? <p>{elsewhere === 1 ? 'One is' : `${elsewhere.toLocaleString('en')} are`} for people who know another language or have another skill.</p> : null}
      {leased.map(({ reviewer, pairs, until }, index) => (
        <p key={index}>
          {pairs.toLocaleString('en')} with {reviewer}: free at {timeOfDay(until)} unless {reviewer} goes on.
        </p>
      ))}
    </EmptyState>
  )
}

function NoDisputes({ datasetId, queue: { inScope, leased }, settled }: { datasetId: string; queue: QueueState; settled: number }) {
  return (
    <EmptyState
      title={inScope > 0 ? 'Others have the rest' : 'Nobody differs'}
      icon={<CheckCheck size={28} strokeWidth={1.5} />}
      action={<LinkButton href={`/datasets/${datasetId}/agreement`}>See how people agree</LinkButton>}
    >
      {inScope > 0 ? <p>{inScope === 1 ? 'One pair is' : `${inScope.toLocaleString('en')} pairs are`} with other adjudicators{leased[0] ? `, such as ${leased[0].reviewer}` : ''}.</p> : null}
      <p>
        {settled === 0
          ? 'Where several people decide a pair, what they differ on comes here once all have decided.'
          : settled === 1
            ? 'The one constraint that people differed on is settled.'
            : `All ${settled.toLocaleString('en')} constraints that people differed on are settled.`}
      </p>
    </EmptyState>
  )
}

function pairsHave(count: number): string {
  return count === 1 ? 'One pair has' : `${count.toLocaleString('en')} pairs have`
}

function timeOfDay(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
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
