'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ListFilter, SlidersHorizontal } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { BulkDecision } from '#components/browse/bulk-decision.tsx'
import { ColumnPicker } from '#components/browse/column-picker.tsx'
import { filterOf, generateHref } from '#components/browse/filter.ts'
import { FacetPanel } from '#components/browse/facet-panel.tsx'
import { FilterBar } from '#components/browse/filter-bar.tsx'
import { FilterBox } from '#components/browse/filter-box.tsx'
import { FilterChips } from '#components/browse/filter-chips.tsx'
import { browseAct, moved, placeOf } from '#components/browse/keymap.ts'
import { NoPairs, RowsLoading, TotalOf } from '#components/browse/list-states.tsx'
import { PairPreview } from '#components/browse/pair-preview.tsx'
import { PairTable, type PairTableHandle } from '#components/browse/pair-table.tsx'
import { countQuery, facetsQuery, pairsQuery } from '#components/browse/queries.ts'
import { SavedViews } from '#components/browse/saved-views.tsx'
import { SelectionBar } from '#components/browse/selection-bar.tsx'
import { allSelected, isSelected, nothingSelected } from '#components/browse/selection.ts'
import { useBrowse } from '#components/browse/use-browse.ts'
import { useColumns } from '#components/browse/use-columns.ts'
import { useFacetPanel } from '#components/browse/use-facet-panel.ts'
import { useSelection } from '#components/browse/use-selection.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { pairSorts, type PairSort } from '#lib/datasets/contract.ts'
import { soughtText } from '#lib/datasets/sought-text.ts'

const sortLabels: Record<PairSort, string> = {
  oldest: 'In order of import', newest: 'Newest first', longest: 'Longest first', shortest: 'Shortest first', 'by-source': 'By source', 'by-source-back': 'By source, reversed',
  'by-language': 'By language', 'by-language-back': 'By language, reversed', 'by-status': 'To review first', 'by-status-back': 'Reviewed first',
  'most-constraints': 'Most constraints first', 'few-constraints': 'Fewest constraints first', 'most-refuted': 'Most refuted first', 'few-refuted': 'Fewest refuted first',
}
const filtersId = 'browse-filters'
const facetsId = 'browse-facets'

/** The pairs of a dataset: searched, filtered, looked into. Everything that is set stands in the address. */
export function BrowseScreen({ datasetId }: { datasetId: string }) {
  const browse = useBrowse()
  const columns = useColumns()
  const panel = useFacetPanel()
  const chosen = useSelection(datasetId, browse)
  const { filter, sort, pair, active, open } = browse
  const pairs = useInfiniteQuery(pairsQuery(datasetId, filter, sort))
  const facets = useQuery(facetsQuery(datasetId)).data
  const [current, setCurrent] = useState(0)
  const [filtersShown, setFiltersShown] = useState(false)
  const table = useRef<PairTableHandle>(null)

  const rows = useMemo(() => pairs.data?.pages.flatMap((page) => page.rows) ?? [], [pairs.data])
  const sought = useMemo(() => soughtText(filter), [filter])
  const counted = useQuery(countQuery(datasetId, filter)).data
  const [all, setAll] = useState(false)
  const exact = useQuery({ ...countQuery(datasetId, filter, true), enabled: all && counted?.more === true })
  const total = exact.data ?? counted
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pairs
  const needMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  const [listed, setListed] = useState({ filter, sort })
  if (listed.filter !== filter || listed.sort !== sort) {
    setListed({ filter, sort })
    setCurrent(0)
    setAll(false)
  }
  useEffect(() => {
    table.current?.top()
  }, [listed])

  const close = (): void => {
    open(null)
    table.current?.focus()
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = event.defaultPrevented ? null : browseAct(event, placeOf(event.target))
    if (act === null || act === 'search' || (act === 'close' && pair === null)) return
    event.preventDefault()
    if (act === 'close' || (act === 'peek' && pair !== null)) return close()
    if (act === 'select') return chosen.toggle(rows, current, false)
    if (act === 'extend-down' || act === 'extend-up') {
      const next = Math.max(0, Math.min(rows.length - 1, current + (act === 'extend-down' ? 1 : -1)))
      chosen.extend(rows, current, next)
      return setCurrent(next)
    }
    const to = moved(act, current, rows.length, table.current?.page() ?? 10)
    setCurrent(to)
    const row = rows[to]
    if (row && (act === 'open' || act === 'peek' || pair !== null)) open(row.id)
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 border-b border-line px-4 pt-3 pb-2.5">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5">
          <h1 className="text-xl font-semibold tracking-tight">Browse</h1>
          <TotalOf total={total} filtered={active.length > 0} />
          {total?.more ? (
            <Button size="sm" loading={exact.isFetching} onClick={() => (all ? void exact.refetch() : setAll(true))}>
              {exact.error ? 'Try again' : 'Count them all'}
            </Button>
          ) : null}
          {total?.more && exact.error ? <p role="alert" className="min-w-0 truncate text-[13px] text-bad" title={exact.error.message}>{exact.error.message}</p> : null}
          {total && total.count > 0 ? (
            <LinkButton size="sm" className="ml-auto self-center" href={generateHref(datasetId, filter)}>
              {total.count === 1 ? 'Run on this pair' : <>Run on these {total.more ? null : <span className="max-md:hidden">{formatNumber(total.count)} </span>}pairs</>}
            </LinkButton>
          ) : null}
        </div>
        <div className="flex flex-wrap items-start gap-2">
          <Button className="max-lg:hidden" aria-expanded={panel.open} aria-controls={panel.open ? facetsId : undefined} onClick={() => panel.show(!panel.open)}>
            <ListFilter size={15} aria-hidden="true" />
            Facets
          </Button>
          <FilterBox filter={filter} facets={facets} onFilter={browse.replace} onLeave={() => table.current?.focus()} />
          <Button className="md:hidden" aria-expanded={filtersShown} aria-controls={filtersId} onClick={() => setFiltersShown(!filtersShown)}>
            <SlidersHorizontal size={15} aria-hidden="true" />
            Filters
          </Button>
          <BulkDecision datasetId={datasetId} filter={filterOf(filter)} facets={facets} />
          <SavedViews datasetId={datasetId} browse={browse} columns={columns.shown} />
          <ColumnPicker columns={columns} />
          <Select aria-label="Order" className="max-w-52" value={sort} onChange={(event) => browse.sortBy(pairSorts.find((known) => known === event.target.value) ?? 'oldest')}>
            {pairSorts.map((known) => (
              <option key={known} value={known}>
                {sortLabels[known]}
              </option>
            ))}
          </Select>
        </div>
        <FilterBar id={filtersId} browse={browse} facets={facets} className={clsx(filtersShown ? 'grid' : 'hidden md:grid', panel.open && 'lg:hidden')} />
        <FilterChips browse={browse} facets={facets} />
        <SelectionBar datasetId={datasetId} browse={browse} state={chosen} total={total} facets={facets} />
      </div>
      <div className="flex min-h-0 flex-1">
        {panel.open ? <FacetPanel id={facetsId} datasetId={datasetId} browse={browse} /> : null}
        {pairs.isPending ? (
          <RowsLoading />
        ) : rows.length > 0 ? (
          <PairTable
            ref={table}
            rows={rows}
            columns={columns}
            sort={sort}
            onSort={browse.sortBy}
            sought={sought}
            total={total && !total.more ? total.count : null}
            isChosen={(id) => isSelected(chosen.selection, id)}
            allChosen={chosen.selection.all && chosen.selection.ids.size === 0}
            onChoose={(index, stretch) => {
              setCurrent(index)
              chosen.toggle(rows, index, stretch)
            }}
            onChooseAll={(wanted) => chosen.set(wanted ? allSelected : nothingSelected)}
            current={Math.min(current, rows.length - 1)}
            opened={pair}
            hasMore={hasNextPage}
            stale={pairs.isPlaceholderData}
            onNeedMore={needMore}
            onOpen={(row, index) => {
              setCurrent(index)
              open(row.id)
            }}
            footer={
              isFetchNextPageError ? <ErrorNotice className="m-4" error={pairs.error} onRetry={() => void fetchNextPage()} /> : isFetchingNextPage ? <RowsLoading rows={2} /> : null
            }
          />
        ) : pairs.error ? (
          <ErrorNotice className="m-4" error={pairs.error} onRetry={() => void pairs.refetch()} />
        ) : (
          <NoPairs datasetId={datasetId} filtered={active.length > 0} onClear={browse.clear} />
        )}
        {pair ? <PairPreview pairId={pair} datasetId={datasetId} search={filter} onClose={close} /> : null}
      </div>
    </div>
  )
}
