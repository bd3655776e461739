'use client'

import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { ActRunWatch } from '#components/browse/act-run.tsx'
import { lastImportQuery } from '#components/browse/queries.ts'
import { hasEnded } from '#components/runs/run-words.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { EmptyState, Skeleton } from '#components/ui/panel.tsx'
import type { PairCount } from '#lib/datasets/contract.ts'
import { importParams, type RunView } from '#lib/runs/contract.ts'

/** How many rows there are, said again when it changes. */
export function TotalOf({ total, filtered }: { total: PairCount | null | undefined; filtered: boolean }) {
  return (
    <p role="status" className="whitespace-nowrap text-muted tabular-nums" data-testid="total">
      {total ? `${totalWords(total)}${filtered ? ' found' : ''}` : ''}
    </p>
  )
}

/** "1 pair", "12 pairs", "More than 10,000 pairs". */
export function totalWords({ count, more }: PairCount): string {
  if (more) return `More than ${formatNumber(count)} pairs`
  return count === 1 ? '1 pair' : `${formatNumber(count)} pairs`
}

/** Rows that are on their way. */
export function RowsLoading({ rows = 10 }: { rows?: number }) {
  return (
    <div role="status" className="flex min-w-0 flex-1 flex-col">
      <span className="sr-only">Loading pairs</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-14 items-center gap-4 border-b border-line px-4">
          <Skeleton className="h-4 flex-5" />
          <Skeleton className="h-4 flex-4 max-md:hidden" />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </div>
  )
}

/** No rows: because of the filters, or because nothing was imported yet. */
export function NoPairs({ datasetId, filtered, onClear }: { datasetId: string; filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState className="flex-1" icon={<SearchX size={28} strokeWidth={1.5} />} title="No pair meets these filters" action={<Button onClick={onClear}>Clear all filters</Button>}>
        A pair is shown when it meets all of them. Type, verdict, decision and origin must meet in one and the same constraint; has:&quot;…&quot; asks for another one.
      </EmptyState>
    )
  }
  return <NothingImported datasetId={datasetId} />
}

/** No rows because nothing was imported yet, or because what was last tried to be brought in none, or is on its way. */
function NothingImported({ datasetId }: { datasetId: string }) {
  const { data: run } = useQuery(lastImportQuery(datasetId))
  const words = run ? importWords(run) : null
  return (
    <EmptyState
      className="flex-1"
      title="This dataset has no pairs yet"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <LinkButton variant="primary" href={`/datasets/${datasetId}/import`}>
            Import a file
          </LinkButton>
          {run && words ? <LinkButton href={`/runs/${run.id}`}>{hasEnded(run) ? 'What was wrong' : 'To the import'}</LinkButton> : null}
        </div>
      }
    >
      {words ?? 'Import instructions with their responses; Pincer then reads off each response what constraints it meets.'}
      {run && !hasEnded(run) ? <ActRunWatch runId={run.id} /> : null}
    </EmptyState>
  )
}

/** How it stands with an import of which no pairs are there; null where it did bring in some, which are gone since, or was called off. */
function importWords(run: RunView): string | null {
  const file = importParams.shape.fileName.safeParse(run.params.fileName).data ?? 'A file'
  if (!hasEnded(run)) return `${file} is being imported. Its pairs are shown here as soon as that has ended.`
  if (run.status === 'cancelled' || run.counts.out > 0) return null
  return `The import of ${file} brought in none. ${run.error ?? 'None of its records became a pair.'}`
}
