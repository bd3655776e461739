'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '#components/api/client.ts'
import { Charts } from '#components/stats/charts.tsx'
import { ConstraintBreakdown } from '#components/stats/constraint-breakdown.tsx'
import { People } from '#components/stats/people.tsx'
import { Tiles } from '#components/stats/tiles.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

function statisticsQuery(datasetId: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'statistics'],
    queryFn: async ({ signal }) => (await api<{ statistics: DatasetStatistics }>(`/api/v1/datasets/${datasetId}/statistics`, { signal })).statistics,
  })
}

/** What is in a dataset and how far it is, counted when the page opens. */
export function StatisticsScreen({ datasetId }: { datasetId: string }) {
  const { data, error, refetch } = useQuery(statisticsQuery(datasetId))
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4 px-4 py-4">
      <PageHeader title="Statistics" description="Counted now. A number with a line under it leads to its rows; numbers of constraints lead to the pairs that carry them." />
      {data ? <Body datasetId={datasetId} statistics={data} /> : error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Loading />}
    </div>
  )
}

function Body({ datasetId, statistics }: { datasetId: string; statistics: DatasetStatistics }): ReactNode {
  if (statistics.pairs.total === 0) {
    return (
      <EmptyState
        title="Nothing to count yet"
        action={
          <LinkButton variant="primary" href={`/datasets/${datasetId}/import`}>
            Import a file
          </LinkButton>
        }
      >
        Once the dataset has pairs, this page shows what constraints they carry, what programs say of them and what people decided.
      </EmptyState>
    )
  }
  return (
    <>
      <Tiles datasetId={datasetId} statistics={statistics} />
      <ConstraintBreakdown datasetId={datasetId} constraints={statistics.constraints} />
      <Charts datasetId={datasetId} statistics={statistics} />
      <People datasetId={datasetId} statistics={statistics} />
    </>
  )
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Counting</span>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-24" />
        ))}
      </div>
      <Skeleton className="h-72" />
      <Skeleton className="h-48" />
    </div>
  )
}
