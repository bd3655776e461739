'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { ComparedSides } from '#components/exports/comparison/compared-sides.tsx'
import { DifferentRows } from '#components/exports/comparison/different-rows.tsx'
import { ManifestTables } from '#components/exports/comparison/manifest-tables.tsx'
import { RowCounts } from '#components/exports/comparison/row-counts.tsx'
import { Underway } from '#components/exports/comparison/underway.tsx'
import { comparisonOf, exportQuery, exportsQuery } from '#components/exports/queries.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import type { ExportView } from '#lib/exports/contract.ts'

/** What changed from one export to another of the same dataset: recipe, counts and rows. `id` is the later one, `with` in the address the earlier. */
export function ComparisonScreen({ id }: { id: string }) {
  const { data: after, error, refetch } = useQuery(exportQuery(id))
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Exports compared"
        description={after ? `What changed from one export of ${after.datasetName} to another.` : undefined}
        actions={after ? <LinkButton href={`/datasets/${after.datasetId}/exports`}>All exports of the dataset</LinkButton> : null}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {after ? <WithOther after={after} /> : error ? null : <Skeleton className="h-60" />}
    </div>
  )
}

/** Without `with` in the address the next older export is compared. */
function WithOther({ after }: { after: ExportView }) {
  const [chosen, choose] = useQueryState('with', parseAsString.withOptions({ history: 'push' }))
  const { data: exports, error: listError } = useQuery(exportsQuery(after.datasetId))
  const others = (exports ?? []).filter(({ id }) => id !== after.id)
  const wanted = chosen ?? (others.find(({ id }) => id < after.id) ?? others[0])?.id ?? null
  const { data: before, error } = useQuery({ ...exportQuery(wanted ?? ''), enabled: wanted !== null })
  if (listError) return <ErrorNotice error={listError} />
  if (!exports) return <Skeleton className="h-60" />
  if (wanted === null) {
    return (
      <EmptyState title="There is nothing to compare with" action={<LinkButton href={`/datasets/${after.datasetId}/exports/new`}>New export</LinkButton>}>
        This is the only export of the dataset. Make another one first.
      </EmptyState>
    )
  }
  return (
    <>
      <ComparedSides after={after} beforeId={wanted} exports={exports} onChooseBefore={(next) => void choose(next)} />
      {error ? <ErrorNotice error={error} /> : before ? <Comparison before={before} after={after} /> : <Skeleton className="h-60" />}
    </>
  )
}

function Comparison({ before, after }: { before: ExportView; after: ExportView }) {
  const { data, error, refetch, fetchStatus } = useQuery(comparisonOf(after.id, before.id))
  return (
    <>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <RowCounts rows={data.rows} />
      ) : (
        <Underway afterId={after.id} beforeId={before.id} isStopped={fetchStatus === 'idle'} onBegin={() => void refetch()} />
      )}
      <ManifestTables before={before} after={after} typeShift={data?.typeShift ?? null} />
      {data ? <DifferentRows afterId={after.id} beforeId={before.id} counts={data.rows} /> : null}
    </>
  )
}
