'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { PaceTable } from '#components/pace/pace-table.tsx'
import { TeamChecksPanel } from '#components/pace/team-checks.tsx'
import { PeriodChoice } from '#components/pace/period-choice.tsx'
import { EmptyState, ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { TeamPace } from '#lib/review/pace/contract.ts'

/** How a dataset's reviewers work: for who leads it. */
export function TeamPacePage({ datasetId }: { datasetId: string }) {
  const [days, setDays] = useState(30)
  const { data, error, refetch } = useQuery({
    queryKey: ['datasets', datasetId, 'pace', days],
    queryFn: async ({ signal }) => (await api<{ pace: TeamPace }>(`/api/v1/datasets/${datasetId}/pace?days=${days}`, { signal })).pace,
  })
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Reviewers"
        description="How long decisions take and what comes of them, in order of name. The ranges hold the true value 95 times of 100; where they overlap much, a difference may be chance."
        actions={<PeriodChoice days={days} onDays={setDays} />}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-40" /> : null}
      {data?.byPerson.length === 0 ? <EmptyState title="Nothing decided in this time">Once reviewers decide constraints, their pace is counted here.</EmptyState> : null}
      {data && data.byPerson.length > 0 ? (
        <>
          <Panel title="By person" className="[&>div:last-child]:!p-0">
            <PaceTable head="Reviewer" label="Pace by person" rows={data.byPerson.map((row) => ({ ...row, name: row.reviewer }))} />
          </Panel>
          <Panel title="By type of constraint" className="[&>div:last-child]:!p-0">
            <PaceTable head="Type" label="Pace by type" rows={data.byType.map((row) => ({ ...row, name: row.label }))} />
          </Panel>
          <p className="max-w-3xl text-[13px] text-muted">
            A decision that took more than two minutes counts as a pause: neither it nor its time is in the median or the rate. What is decided in bulk is left out.
          </p>
        </>
      ) : null}
      <TeamChecksPanel datasetId={datasetId} />
    </div>
  )
}
