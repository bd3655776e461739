'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo, type ReactNode } from 'react'
import { filterOf } from '#components/browse/filter.ts'
import { useBrowse } from '#components/browse/use-browse.ts'
import { BuildTab } from '#components/stats/build-tab.tsx'
import { Charts } from '#components/stats/charts.tsx'
import { CompareTab } from '#components/stats/compare-tab.tsx'
import { CountedNote } from '#components/stats/counted-note.tsx'
import { ConstraintBreakdown } from '#components/stats/constraint-breakdown.tsx'
import { CostTab } from '#components/stats/cost-tab.tsx'
import { CoverageTab } from '#components/stats/coverage-tab.tsx'
import { FunnelFigure } from '#components/stats/funnel-figure.tsx'
import { People } from '#components/stats/people.tsx'
import { QualityTab } from '#components/stats/quality-tab.tsx'
import { statisticsQuery } from '#components/stats/queries.ts'
import { ScopeBar } from '#components/stats/scope-bar.tsx'
import { ScopeProvider } from '#components/stats/scope.tsx'
import { Tiles } from '#components/stats/tiles.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

const tabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'quality', label: 'Quality' },
  { value: 'coverage', label: 'Coverage' },
  { value: 'cost', label: 'Cost' },
  { value: 'build', label: 'Build' },
  { value: 'compare', label: 'Compare' },
] as const
type TabName = (typeof tabs)[number]['value']
const tabNames = tabs.map(({ value }) => value)

/** What is in a dataset, or in what a filter finds of it, and how far it is; counted when the page opens. */
export function StatisticsScreen({ datasetId }: { datasetId: string }) {
  const browse = useBrowse()
  const filter = useMemo(() => filterOf(browse.filter), [browse.filter])
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabNames).withDefault('overview').withOptions({ history: 'push' }))
  const { data, error, refetch } = useQuery(statisticsQuery(datasetId, filter))
  const nothing = data?.pairs.total === 0
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4 px-4 py-4">
      <PageHeader title="Statistics" description={<span className="print:hidden">A number with a line under it leads to its rows; numbers of constraints lead to the pairs that carry them.</span>} />
      {nothing && browse.active.length === 0 ? null : (
        <>
          <ScopeBar datasetId={datasetId} browse={browse} />
          <Tabs className="self-start" label="Which statistics" value={tab} onValueChange={(next) => void setTab(next)} items={tabs} />
        </>
      )}
      <CountedNote data={data} />
      <ScopeProvider datasetId={datasetId} filter={filter}>
        {error && !data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        <Body datasetId={datasetId} statistics={data} failed={error !== null} tab={tab} filtered={browse.active.length > 0} onFilter={browse.replace} />
      </ScopeProvider>
    </div>
  )
}

interface BodyProps {
  datasetId: string
  /** Undefined while they are counted; the other parts do not wait for them. */
  statistics: DatasetStatistics | undefined
  failed: boolean
  tab: TabName
  filtered: boolean
  onFilter: (filter: PairFilter) => void
}

function Body({ datasetId, statistics, failed, tab, filtered, onFilter }: BodyProps): ReactNode {
  if (statistics?.pairs.total === 0 && tab !== 'compare') {
    return filtered ? (
      <EmptyState title="No pair meets this filter">Change it above: what is counted are the pairs that it finds.</EmptyState>
    ) : (
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
  switch (tab) {
    case 'quality':
      return <QualityTab />
    case 'coverage':
      return <CoverageTab />
    case 'cost':
      return <CostTab />
    case 'build':
      return <BuildTab licenses={(statistics?.licenses ?? []).flatMap(({ license }) => (license === null ? [] : [license]))} />
    case 'compare':
      return <CompareTab onFilter={onFilter} />
    case 'overview':
      return (
        <>
          {statistics ? <Tiles statistics={statistics} /> : failed ? null : <CountingTiles />}
          <FunnelFigure />
          {statistics ? (
            <>
              <ConstraintBreakdown constraints={statistics.constraints} />
              <Charts statistics={statistics} />
              <People statistics={statistics} />
            </>
          ) : failed ? null : (
            <Skeleton className="h-72" />
          )}
        </>
      )
  }
}

function CountingTiles() {
  return (
    <div role="status" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <span className="sr-only">Counting</span>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-24" />
      ))}
    </div>
  )
}
