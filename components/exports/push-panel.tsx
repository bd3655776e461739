'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useHub } from '#components/api/hub.ts'
import { PushForm } from '#components/exports/push-form.tsx'
import { pushesQuery } from '#components/exports/queries.ts'
import { RunStatusBadge } from '#components/ui/badge.tsx'
import { formatDate } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import type { PushView } from '#lib/hub/contract.ts'

/** The way of an export to the Hugging Face Hub, and where it went already. */
export function PushPanel({ export: made }: { export: ExportView }) {
  const hub = useHub()
  const { data: pushes, error, refetch } = useQuery(pushesQuery(made.id))
  const state = hub.data
  return (
    <Panel title="Hugging Face Hub">
      <div className="flex flex-col gap-4">
        {error ?? hub.error ? <ErrorNotice error={error ?? hub.error} onRetry={() => void Promise.all([refetch(), hub.refetch()])} /> : null}
        {pushes && pushes.length > 0 ? <Pushes pushes={pushes} /> : null}
        {state && !state.manages && pushes?.length === 0 ? <p className="text-muted">Not pushed yet. The owner and admins can push it.</p> : null}
        {state?.manages && made.rows > 0 ? state.token === null || state.problem !== null ? <NoToken problem={state.problem} /> : <PushForm export={made} hub={state} last={pushes?.find(({ status }) => status === 'done') ?? null} /> : null}
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

function Pushes({ pushes }: { pushes: readonly PushView[] }) {
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
            <Td className="whitespace-nowrap">
              {formatDate(push.createdAt)} <span className="text-muted">by {push.createdBy ?? 'the command line'}</span>
            </Td>
            <Td>
              <Outcome push={push} />
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

function Outcome({ push: { result, status, error } }: { push: PushView }) {
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
  return result.changed ? <>Commit {link}</> : <>Nothing changed since {link}</>
}
