'use client'

import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { ChooseAllHead } from '#components/browse/choose-cell.tsx'
import { ColumnEdge } from '#components/browse/column-edge.tsx'
import { columnOf, nextSort, sortedBy, type ColumnId } from '#components/browse/columns.ts'
import { rowGrid } from '#components/browse/pair-row.tsx'
import type { ColumnState } from '#components/browse/use-columns.ts'
import type { PairSort } from '#lib/datasets/contract.ts'

interface TableHeadProps {
  columns: ColumnState
  sort: PairSort
  onSort: (sort: PairSort) => void
  allChosen: boolean
  onChooseAll: (wanted: boolean) => void
}

/** The heads of the columns: a click sorts where the list has an order by it, the edge resizes. */
export function TableHead({ columns: { shown, layout, resize }, sort, onSort, allChosen, onChooseAll }: TableHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className={clsx(rowGrid, 'h-8 items-stretch text-xs font-medium text-faint')}>
      <ChooseAllHead chosen={allChosen} onChoose={onChooseAll} />
      {shown.map((id) => (
        <div
          key={id}
          role="columnheader"
          aria-sort={sortedBy(id, sort)}
          className={clsx('relative flex min-w-0 items-center', columnOf[id].end && 'justify-end', !layout.kept.includes(id) && '@max-3xl:hidden')}
        >
          <HeadLabel id={id} sort={sort} onSort={onSort} />
          <div className="contents @max-3xl:hidden">
            <ColumnEdge id={id} onResize={(width) => resize(id, width)} />
          </div>
        </div>
      ))}
      <div role="columnheader">
        <span className="sr-only">Preview</span>
      </div>
    </div>
  )
}

function HeadLabel({ id, sort, onSort }: { id: ColumnId; sort: PairSort; onSort: (sort: PairSort) => void }) {
  const next = nextSort(id, sort)
  const { label, unsorted } = columnOf[id]
  if (next === null) {
    return (
      <span className="truncate" title={unsorted}>
        {label}
      </span>
    )
  }
  const order = sortedBy(id, sort)
  const Arrow = order === 'ascending' ? ArrowUp : ArrowDown
  return (
    <button type="button" title={`Sort by ${label.toLowerCase()}`} onClick={() => onSort(next)} className={clsx('group flex min-w-0 items-center gap-0.5 rounded hover:text-ink', order !== 'none' && 'text-ink')}>
      <span className="truncate">{label}</span>
      <Arrow size={12} aria-hidden="true" className={clsx('shrink-0', order === 'none' && 'opacity-0 group-hover:opacity-60')} />
    </button>
  )
}
