'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { AgreementTables } from '#components/agreement/agreement-tables.tsx'
import { MachineTables } from '#components/agreement/machine-tables.tsx'
import { rowsLink } from '#components/agreement/rows-link.ts'
import { Disagreements } from '#components/agreement/disagreements.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import type { AgreementReport, AgreementRowsQuery } from '#lib/review/people-agreement/contract.ts'

/** How far the people of a dataset agree, with each other and with machines, and what they differ on. */
export function AgreementScreen({ datasetId, query }: { datasetId: string; query: AgreementRowsQuery }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['datasets', datasetId, 'agreement', query.pairs ?? ''],
    queryFn: async ({ signal }) => (await api<{ report: AgreementReport }>(`/api/v1/datasets/${datasetId}/agreement?${new URLSearchParams(query.pairs === undefined ? {} : { pairs: query.pairs })}`, { signal })).report,
  })
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4 px-4 py-4">
      <PageHeader title="Agreement" description="How far people agree with each other, before they could see what others decided, and with machines. A number with a line under it leads to its constraints below." />
      {query.pairs === undefined ? null : (
        <p className="text-[13px] text-muted">
          Only pairs that meet <code className="rounded bg-sunken px-1 wrap-anywhere">{query.pairs}</code>{' '}
          <Link href={rowsLink(datasetId, { ...query, pairs: undefined })} className="underline underline-offset-3 hover:text-accent">All pairs</Link>
        </p>
      )}
      {data ? <Body datasetId={datasetId} report={data} query={query} /> : error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96" />}
    </div>
  )
}

function Body({ datasetId, report, query }: { datasetId: string; report: AgreementReport; query: AgreementRowsQuery }) {
  if (report.matrix.length === 0 && query.pairs !== undefined) {
    return (
      <EmptyState title="Nothing of these pairs is decided" action={<LinkButton href={rowsLink(datasetId, { ...query, pairs: undefined })}>All pairs</LinkButton>}>
        The filter finds no pair of which enough people have decided every constraint.
      </EmptyState>
    )
  }
  if (report.matrix.length === 0) {
    return (
      <EmptyState title="No whole pair is decided yet" action={<LinkButton href={`/datasets/${datasetId}/settings`}>Dataset settings</LinkButton>}>
        {report.wanted === 1
          ? 'One person decides each pair. Ask for more in the settings of the dataset, and this page tells how far they agree.'
          : 'Once people have decided whole pairs, this page tells how far they agree.'}
      </EmptyState>
    )
  }
  return (
    <>
      <AgreementTables datasetId={datasetId} pairs={query.pairs} report={report} />
      <MachineTables datasetId={datasetId} pairs={query.pairs} report={report} />
      <Disagreements key={JSON.stringify(query)} datasetId={datasetId} query={query} report={report} />
    </>
  )
}
