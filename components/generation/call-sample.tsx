'use client'

import { useQuery } from '@tanstack/react-query'
import { sampleQuery } from '#components/generation/queries.ts'
import { stepLabel } from '#components/generation/step-words.ts'
import { excerptWords } from '#components/generation/usage-words.ts'
import { hasEnded } from '#components/runs/run-words.ts'
import { formatRelative } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { RunView } from '#lib/runs/contract.ts'

const everyMs = 3000

/** What the model answered last, refreshed while the run goes: a look is enough to see that something is off. */
export function CallSample({ run, onOpen }: { run: RunView; onOpen: (id: string) => void }) {
  const { data, error, refetch } = useQuery({ ...sampleQuery(run), refetchInterval: hasEnded(run) || run.status === 'paused' ? false : everyMs })
  return (
    <Panel title="Answered last">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data ? (
        error ? null : <Skeleton className="h-24" />
      ) : data.generations.length === 0 ? (
        <p className="text-faint">Nothing yet.</p>
      ) : (
        <ul className="flex flex-col">
          {data.generations.map((row) => (
            <li key={row.id} className="border-b border-line last:border-b-0">
              <button type="button" className="flex w-full items-baseline gap-3 py-1 text-start hover:bg-sunken" onClick={() => onOpen(row.id)}>
                <span className="w-40 shrink-0 truncate text-[13px] text-muted">{stepLabel(row.step)}</span>
                <span dir="auto" className="min-w-0 flex-1 truncate font-mono text-[13px]">
                  {excerptWords(row.excerpt)}
                </span>
                <span className="shrink-0 text-[13px] text-faint">{formatRelative(row.createdAt)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
