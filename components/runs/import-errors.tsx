'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { MoreButton } from '#components/ui/more-button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ImportErrorView, RunView } from '#lib/runs/contract.ts'

/** The records that could not be read: line, field, reason and how they began. */
export function ImportErrors({ run }: { run: RunView }) {
  const path = `/api/v1/runs/${run.id}/errors`
  const broken = run.counts.dropped['could not be read'] ?? 0
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['import-errors', run.id, broken],
    enabled: broken > 0,
    initialPageParam: 0,
    queryFn: ({ pageParam }) => api<{ errors: ImportErrorView[]; total: number }>(`${path}?after=${pageParam}&limit=50`),
    getNextPageParam: (page) => (page.errors.length < 50 ? null : (page.errors.at(-1)?.id ?? null)),
  })
  if (broken === 0) return null
  return (
    <Panel
      title={`${formatNumber(broken)} ${broken === 1 ? 'record' : 'records'} that could not be read`}
      actions={
        <a href={`${path}?download=1`} download className="inline-flex items-center gap-1.5 text-accent hover:underline">
          <Download size={14} aria-hidden="true" /> Download all as JSONL
        </a>
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      <Table aria-label="Records that could not be read">
        <thead>
          <tr>
            <Th numeric>Line</Th>
            <Th>Field</Th>
            <Th>Reason</Th>
            <Th>Record</Th>
          </tr>
        </thead>
        <tbody>
          {data?.pages
            .flatMap((page) => page.errors)
            .map((item) => (
              <tr key={item.id}>
                <Td numeric>{item.line}</Td>
                <Td className="font-mono text-[13px]">{item.field ?? '–'}</Td>
                <Td className="min-w-40">{item.reason}</Td>
                <Td className="max-w-md">
                  <RawRecord raw={item.raw} />
                </Td>
              </tr>
            ))}
        </tbody>
      </Table>
      <MoreButton hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}

/** The record's beginning on one line; on request all that was kept of it. */
function RawRecord({ raw }: { raw: string }) {
  return (
    <details className="group font-mono text-xs text-muted">
      <summary className="truncate group-open:break-all group-open:whitespace-pre-wrap">{raw || '(empty)'}</summary>
    </details>
  )
}
