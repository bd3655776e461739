'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { callsQuery } from '#components/generation/queries.ts'
import { stepLabel } from '#components/generation/step-words.ts'
import { errorClassWords, excerptWords, moneyWords } from '#components/generation/usage-words.ts'
import { MoreButton } from '#components/ui/more-button.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatDuration, formatNumber, formatRelative } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { GenerationRow, RunView } from '#lib/runs/contract.ts'

export type CallStatus = 'ok' | 'error'

interface CallListProps {
  run: RunView
  /** The steps of its recipe. */
  steps: readonly string[]
  step: string | null
  status: CallStatus | null
  errorClass: string | null
  currency: string | null
  onFilter: (filter: { step: string | null; status: CallStatus | null; errorClass: string | null }) => void
  onOpen: (id: string) => void
}

/** The calls of a run, newest first; each opens with its prompt and its answer. */
export function CallList({ run, steps, step, status, errorClass, currency, onFilter, onOpen }: CallListProps) {
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(callsQuery(run, { step, status, errorClass }))
  const classes = [...new Set([...Object.keys(run.usage?.errors ?? {}), ...(errorClass ? [errorClass] : [])])]
  const rows = data?.pages.flatMap((page) => page.generations)
  return (
    <Panel
      title="Calls"
      actions={
        <div className="flex min-w-0 flex-wrap gap-2">
          <Select aria-label="Step of the calls" value={step ?? ''} onChange={(event) => onFilter({ step: event.target.value || null, status, errorClass })}>
            <option value="">All steps</option>
            {[...new Set(steps)].map((name) => (
              <option key={name} value={name}>
                {stepLabel(name)}
              </option>
            ))}
          </Select>
          <Select
            aria-label="Outcome of the calls"
            value={errorClass ?? status ?? ''}
            onChange={({ target: { value } }) => onFilter({ step, status: value === '' ? null : value === 'ok' ? 'ok' : 'error', errorClass: value === '' || value === 'ok' || value === 'error' ? null : value })}
          >
            <option value="">Answered and given up</option>
            <option value="ok">Answered</option>
            <option value="error">Given up</option>
            {classes.map((name) => (
              <option key={name} value={name}>
                {errorClassWords(name)}
              </option>
            ))}
          </Select>
          <Button loading={isFetching && !isFetchingNextPage} onClick={() => void refetch()}>
            Refresh
          </Button>
        </div>
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!rows ? (
        error ? null : <Skeleton className="h-24" />
      ) : rows.length === 0 ? (
        <p className="text-faint">{step || status || errorClass ? 'No call is like that.' : 'No call yet.'}</p>
      ) : (
        <Table aria-label="Calls">
          <thead>
            <tr>
              <Th>Step</Th>
              <Th>Outcome</Th>
              <Th>Answer</Th>
              <Th numeric>Tokens in, out</Th>
              <Th numeric>Cost</Th>
              <Th numeric>Took</Th>
              <Th>When</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="hover:bg-sunken/60">
                <Td className="whitespace-nowrap">
                  <button type="button" className="font-medium text-accent hover:underline" aria-label={`Open the call: ${stepLabel(row.step)}, ${row.id}`} onClick={() => onOpen(row.id)}>
                    {stepLabel(row.step)}
                  </button>
                </Td>
                <Td>
                  <CallOutcome row={row} />
                </Td>
                <Td className="w-full max-w-0">
                  <p className="truncate font-mono text-[13px]">{excerptWords(row.excerpt) || row.error || '–'}</p>
                </Td>
                <Td numeric className="whitespace-nowrap">
                  {row.inputTokens === null ? '–' : formatNumber(row.inputTokens)}, {row.outputTokens === null ? '–' : formatNumber(row.outputTokens)}
                </Td>
                <Td numeric className="whitespace-nowrap">
                  {row.cost === null ? '–' : moneyWords(row.cost, currency)}
                </Td>
                <Td numeric className="whitespace-nowrap">
                  {row.latencyMs === null ? '–' : formatDuration(row.latencyMs)}
                </Td>
                <Td className="whitespace-nowrap text-muted">{formatRelative(row.createdAt)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <MoreButton hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}

/** How a call ended, and whether its answer had to be repaired or asked for again. */
export function CallOutcome({ row }: { row: Pick<GenerationRow, 'status' | 'errorClass' | 'repaired' | 'tries'> }) {
  return (
    <span className="flex flex-wrap gap-1">
      {row.status === 'ok' ? <Badge tone="good">Answered</Badge> : <Badge tone="bad">{errorClassWords(row.errorClass ?? 'failed')}</Badge>}
      {row.repaired ? <Badge tone="warn">{row.status === 'ok' ? 'Repaired' : 'Repaired in vain'}</Badge> : null}
      {row.tries > 1 ? <Badge>{row.tries} tries</Badge> : null}
    </span>
  )
}
