'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useHub } from '#components/api/hub.ts'
import { PushForm } from '#components/exports/push-form.tsx'
import { TakeBack } from '#components/exports/take-back.tsx'
import { pushesQuery, takenDownQuery } from '#components/exports/queries.ts'
import { RunStatusBadge } from '#components/ui/badge.tsx'
import { formatDate } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import type { PushView } from '#lib/hub/contract.ts'
import { endedStatuses } from '#lib/runs/contract.ts'

/** The way of an export to the Hugging Face Hub, and where it went already. */
export function PushPanel({ export: made }: { export: ExportView }) {
  const hub = useHub()
  const { data: pushes, error, refetch } = useQuery(pushesQuery(made.id))
  const state = hub.data
  return (
    <Panel title="Hugging Face Hub">
      <div className="flex flex-col gap-4">
        {error ?? hub.error ? <ErrorNotice error={error ?? hub.error} onRetry={() => void Promise.all([refetch(), hub.refetch()])} /> : null}
        {pushes && pushes.length > 0 ? <Pushes export={made} pushes={pushes} manages={state?.manages === true && state.token !== null} /> : null}
        {state && !state.manages && pushes?.length === 0 ? <p className="text-muted">Not pushed yet. The owner and admins can push it.</p> : null}
        {state?.manages && made.rows > 0 ? state.token === null || state.problem !== null ? <NoToken problem={state.problem} /> : <PushForm export={made} hub={state} last={pushes?.find(({ status, withdraws }) => status === 'done' && !withdraws) ?? null} /> : null}
        {state?.manages && made.rows === 0 ? <p className="text-muted">An export without rows is not pushed.</p> : null}
      </div>
    </Panel>
  )
}

function NoToken({ problem }: { problem: string | null }) {
  return (
    <p className={problem === null ? 'text-muted' : 'rounded-md bg-warn-soft px-3 py-2 text-warn'}>
      {problem ?? 'To push this export to a dataset repository, Pincer needs a token that may write.'}{' '}
      <Link href="/settings/hub" className={problem === null ? 'text-accent underline' : 'font-medium underline'}>
        Settings, Hugging Face Hub
      </Link>
    </p>
  )
}

function Pushes({ export: made, pushes, manages }: { export: ExportView; pushes: readonly PushView[]; manages: boolean }) {
  const { data: takenDown } = useQuery(takenDownQuery(made.id))
  /** Whether it is the last that was done to its branch, and put files there that are to go and that nobody takes back at this moment. */
  const isBeingTaken = ({ repository, branch }: PushView): boolean => pushes.some((other) => other.withdraws && other.repository === repository && other.branch === branch && !endedStatuses.includes(other.status))
  const isHeld = (push: PushView): boolean => !isBeingTaken(push) && push.result !== null && !push.withdraws && pushes.find(({ repository, branch, result }) => repository === push.repository && branch === push.branch && result !== null) === push
  return (
    <Table aria-label="Pushes of the export">
      <thead>
        <tr>
          <Th>Repository</Th>
          <Th>Pushed</Th>
          <Th>What came of it</Th>
          <Th>Run</Th>
        </tr>
      </thead>
      <tbody>
        {pushes.map((push) => (
          <tr key={push.runId}>
            <Td>
              <a href={push.url} target="_blank" rel="noreferrer" className="font-medium text-accent hover:underline">
                {push.repository}
              </a>
              {push.branch === 'main' ? null : <span className="text-muted"> ({push.branch})</span>}
            </Td>
            <Td>
              <span className="whitespace-nowrap">{formatDate(push.createdAt)}</span> <span className="text-muted">by {push.createdBy ?? 'the command line'}</span>
            </Td>
            <Td>
              <Outcome push={push} />
              {manages && takenDown && takenDown.length > 0 && isHeld(push) ? <TakeBack export={made} push={push} /> : null}
            </Td>
            <Td>
              <Link href={`/runs/${push.runId}`} className="text-accent hover:underline" aria-label={`The run of the push to ${push.repository}, ${formatDate(push.createdAt)}`}>
                Run
              </Link>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Outcome({ push: { result, status, error, withdraws } }: { push: PushView }) {
  if (!result) {
    return (
      <span className="flex flex-col items-start gap-1">
        <RunStatusBadge status={status} />
        {error ? <span className="text-bad">{error}</span> : null}
      </span>
    )
  }
  const link = (
    <a href={result.commit.url} target="_blank" rel="noreferrer" className="font-mono text-[13px] text-accent underline">
      {result.commit.oid.slice(0, 12)}
    </a>
  )
  return (
    <span className="flex flex-col items-start gap-1">
      <span>{withdraws ? result.changed ? <>Files taken back by commit {link}</> : <>Nothing to take back at {link}</> : result.changed ? <>Commit {link}</> : <>Nothing changed since {link}</>}</span>
      {error ? <span className="text-bad">{error}</span> : null}
    </span>
  )
}
