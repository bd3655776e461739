'use client'

import { useQuery } from '@tanstack/react-query'
import { useDataset } from '#components/api/datasets.ts'
import { FilterBox } from '#components/browse/filter-box.tsx'
import { filterOf, filterQuery } from '#components/browse/filter.ts'
import { facetsQuery, savedViewsQuery } from '#components/browse/queries.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { Select } from '#components/ui/field.tsx'
import { printFilter } from '#lib/datasets/filter-language.ts'

/** What is counted: the filter language's box, and the saved views; and the way to take all of it along. On paper: the dataset's name and the filter. */
export function ScopeBar({ datasetId, browse }: { datasetId: string; browse: BrowseState }) {
  const { data: facets } = useQuery(facetsQuery(datasetId))
  const { data: views = [] } = useQuery(savedViewsQuery(datasetId))
  const present = printFilter(filterOf(browse.filter))
  const query = filterQuery(filterOf(browse.filter)).toString()
  const { data: dataset } = useDataset(datasetId)
  return (
    <>
      <p className="hidden print:block">{[dataset?.name, present || 'all pairs'].filter(Boolean).join(': ')}</p>
      <div className="flex flex-wrap items-start gap-2 print:hidden">
        <FilterBox filter={browse.filter} facets={facets} onFilter={browse.replace} />
        {views.length > 0 ? (
          <Select aria-label="Saved view" value={views.find((view) => printFilter(view.filter) === present)?.id ?? ''} onChange={(event) => browse.replace(views.find(({ id }) => id === event.target.value)?.filter ?? {})}>
            <option value="">{present === '' ? 'All pairs' : 'As filtered'}</option>
            {views.map(({ id, name }) => (
              <option key={id} value={id}>{name}</option>
            ))}
          </Select>
        ) : null}
        <a
          href={`/api/v1/datasets/${datasetId}/report${query ? `?${query}` : ''}`}
          download
          className="inline-flex h-8 shrink-0 items-center rounded-md border border-line bg-panel px-3 font-medium hover:bg-sunken"
        >
          Report
        </a>
      </div>
    </>
  )
}
