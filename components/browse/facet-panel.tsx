'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { facetGroups } from '#components/browse/facet-groups.ts'
import { FacetList } from '#components/browse/facet-list.tsx'
import { filterOf, noFilter } from '#components/browse/filter.ts'
import { facetsQuery } from '#components/browse/queries.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { useFacetPanel } from '#components/browse/use-facet-panel.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { toggleTerm } from '#lib/datasets/filter-language.ts'

/** What there is to filter by, with how many there are of each; a click puts the value's term into the filter box, or takes it out. */
export function FacetPanel({ id, datasetId, browse }: { id: string; datasetId: string; browse: BrowseState }) {
  const filter = filterOf(browse.filter)
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...facetsQuery(datasetId, filter), placeholderData: keepPreviousData })
  const { folded, fold } = useFacetPanel()
  const groups = data ? facetGroups(data, filter) : []
  return (
    <section id={id} aria-label="Facets" aria-busy={isPlaceholderData} className="w-60 shrink-0 overflow-y-auto border-r border-line bg-panel px-3 pb-6 max-lg:hidden">
      {error ? <ErrorNotice className="my-3" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data ? (
        <p className="py-2 text-xs text-faint" role="status">
          {browse.active.length === 0 ? 'Counts of the whole dataset.' : data.dear.length === 0 ? 'Counts of what the filter finds.' : 'The filter finds much: where it says so, counts are of the whole dataset.'}
        </p>
      ) : null}
      {data && groups.length === 0 ? <p className="text-[13px] text-muted">There is nothing to count yet.</p> : null}
      <div className={clsx('flex flex-col', isPlaceholderData && 'opacity-60')}>
        {groups.map((group) => (
          <FacetList
            key={group.name}
            group={group}
            ofAll={data?.dear.includes(group.name) ?? false}
            folded={folded.includes(group.name)}
            onFold={() => fold(group.name)}
            onToggle={(term) => browse.change({ ...noFilter, ...toggleTerm(filter, term) })}
          />
        ))}
      </div>
    </section>
  )
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-3 py-3">
      <span className="sr-only">Counting</span>
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
    </div>
  )
}
