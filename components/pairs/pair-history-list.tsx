'use client'

import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { originLabels } from '#components/browse/filter.ts'
import { CallDialog } from '#components/generation/call-dialog.tsx'
import { stepLabel } from '#components/generation/step-words.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import type { PairEvent } from '#lib/review/pair-history-contract.ts'

const acts = { accept: 'accepted', edit: 'edited', reject: 'rejected', skip: 'skipped', flag: 'flagged', undo: 'took back the last act on' } as const

const verdicts = { pass: 'found met', fail: 'found not met', unsure: 'could not tell of', error: 'failed to check' } as const

/** What happened, newest first; model calls open with prompt and raw answer. */
export function PairHistoryList({ events }: { events: readonly PairEvent[] }) {
  const [call, setCall] = useState<string | null>(null)
  return (
    <>
      <ol className="flex flex-col gap-3">
        {events.map((event, index) => (
          <li key={index} className="border-l-2 border-line pl-3">
            <p className="break-words" dir="auto">
              <Happened event={event} onCall={setCall} />
            </p>
            <time dateTime={event.at} className="text-xs text-muted">
              {formatDate(event.at)}
            </time>
          </li>
        ))}
      </ol>
      {call ? <CallDialog id={call} onClose={() => setCall(null)} /> : null}
    </>
  )
}

function Happened({ event, onCall }: { event: PairEvent; onCall: (id: string) => void }) {
  switch (event.kind) {
    case 'imported':
      return (
        <>
          Imported from {event.file ?? event.source}
          {event.line === null ? '' : `, record ${formatNumber(event.line)}`}
          <RunLink id={event.runId}>by a run</RunLink>
        </>
      )
    case 'constraints':
      return (
        <>
          {event.made === 1 ? 'One constraint' : `${formatNumber(event.made)} constraints`} ({event.origins.map((origin) => labelOf(origin)).join(', ')})
          <RunLink id={event.runId}>by {event.runKind === 'import' ? 'the import' : 'a run'}</RunLink>
        </>
      )
    case 'call':
      return (
        <>
          <button type="button" className="text-accent underline" onClick={() => onCall(event.generationId)}>
            {stepLabel(event.step)}
          </button>
          {`: asked ${event.model}${event.ok ? '' : ', without an answer that could be used'}`}
        </>
      )
    case 'tag':
      if (event.imported) return <>{`Came with the tag “${event.name}”`}</>
      return (
        <>
          {`${event.by ?? 'A former member'} ${event.added ? 'put on' : 'took off'} the tag “${event.name}”`}
          <RunLink id={event.runId}>, with other pairs</RunLink>
        </>
      )
    case 'verdict':
      return (
        <>
          {event.method === 'rule' ? 'A program' : event.method === 'human' ? 'A person' : event.generationId === null ? 'A judge' : (
            <button type="button" className="text-accent underline" onClick={() => onCall(event.generationId ?? '')}>
              A judge
            </button>
          )}
          {` ${verdicts[event.outcome]} “${event.text}”${event.detail ? `: ${event.detail}` : ''}`}
          {event.checker === null ? null : <span className="ms-1 font-mono text-xs text-muted">{event.checker}</span>}
          <RunLink id={event.runId}>by a run</RunLink>
        </>
      )
    case 'decision':
      return (
        <>
          {`${event.by ?? 'A former member'} ${acts[event.decision]} “${event.text}”`}
          {event.reason === null ? '' : `: ${event.reason}`}
        </>
      )
  }
}

function RunLink({ id, children }: { id: string | null; children: ReactNode }) {
  if (id === null) return null
  return (
    <>
      {' '}
      <Link className="text-accent underline" href={`/runs/${id}`}>
        {children}
      </Link>
    </>
  )
}

function labelOf(origin: string): string {
  return Object.entries(originLabels).find(([key]) => key === origin)?.[1] ?? origin
}
