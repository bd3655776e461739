'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { failedItemsQuery } from '#components/generation/queries.ts'
import { errorClassWords } from '#components/generation/usage-words.ts'
import { MoreButton } from '#components/ui/more-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { RunView } from '#lib/runs/contract.ts'

interface FailedItemsProps {
  run: RunView
  reason: string | null
  onAll: () => void
}

const everyMs = 5000

/** The pairs that a step failed on, with the reason; "Retry the failed" takes up just these. */
export function FailedItems({ run, reason, onAll }: FailedItemsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...failedItemsQuery(run, reason),
    refetchInterval: run.status === 'running' ? everyMs : false,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0 && !error) return null
  return (
    <Panel
      title="Pairs that failed"
      actions={
        reason ? (
          <span className="flex items-center gap-2 text-muted">
            {errorClassWords(reason)}
            <Button size="sm" onClick={onAll}>
              Show all
            </Button>
          </span>
        ) : null
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      <Table aria-label="Pairs that failed">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th>Why</Th>
            <Th>In words</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
              <tr key={item.pairId}>
                <Td className="max-w-xs truncate">
                  {item.instruction === '' ? (
                    <span className="text-muted">A pair that is deleted by now</span>
                  ) : run.datasetId ? (
                    <Link href={`/datasets/${run.datasetId}/browse?pair=${item.pairId}`} className="text-accent hover:underline">
                      {item.instruction}
                    </Link>
                  ) : (
                    item.instruction
                  )}
                </Td>
                <Td className="whitespace-nowrap">{errorClassWords(item.reason ?? '')}</Td>
                <Td className="min-w-60 text-muted">{item.message ?? '–'}</Td>
              </tr>
            ))}
        </tbody>
      </Table>
      <MoreButton hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
