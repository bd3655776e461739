'use client'

import { clsx } from 'clsx'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type CSSProperties, type ReactNode, type Ref } from 'react'
import type { ColumnLayout } from '#components/browse/columns.ts'
import { PairRowView } from '#components/browse/pair-row.tsx'
import { TableHead } from '#components/browse/table-head.tsx'
import type { ColumnState } from '#components/browse/use-columns.ts'
import type { PairRow, PairSort } from '#lib/datasets/contract.ts'
import type { SoughtText } from '#lib/datasets/sought-text.ts'

const rowHeight = 56
/** The head stays above the rows: so much less of the grid shows them. */
const headHeight = 33

/** What the screen asks of the table. */
export interface PairTableHandle {
  focus(): void
  /** How many rows fit. */
  page(): number
  top(): void
}

interface PairTableProps {
  rows: PairRow[]
  columns: ColumnState
  sort: PairSort
  onSort: (sort: PairSort) => void
  /** What is looked for, to be marked. */
  sought: SoughtText
  /** How many there are in all; null where only the beginning is counted. */
  total: number | null
  isChosen: (id: string) => boolean
  /** Whether all that the filter finds are chosen. */
  allChosen: boolean
  /** Chooses a row or leaves it out; with `stretch` all from the one before. */
  onChoose: (index: number, stretch: boolean) => void
  onChooseAll: (wanted: boolean) => void
  current: number
  opened: string | null
  hasMore: boolean
  stale: boolean
  onNeedMore: () => void
  onOpen: (row: PairRow, index: number) => void
  /** Stands below the last row: what is loading, or why no more came. */
  footer: ReactNode
  ref: Ref<PairTableHandle>
}

/** The rows, of which only those in sight are in the page; the next ones are asked for before the end is reached. */
export function PairTable({ rows, columns, sort, onSort, sought, total, isChosen, allChosen, onChoose, onChooseAll, current, opened, hasMore, stale, onNeedMore, onOpen, footer, ref }: PairTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it only matters to the React compiler, which is not in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingEnd: headHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1),
    top: () => {
      scroller.current?.scrollTo({ top: 0 })
    },
  }))
  // An event of its own: rows that come in later must not scroll the reader back.
  const show = useEffectEvent((index: number) => {
    if (rows.length > 0) virtualizer.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => {
    show(current)
  }, [current])
  const items = virtualizer.getVirtualItems()
  const lastInSight = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastInSight >= rows.length - 30) onNeedMore()
  }, [hasMore, lastInSight, rows.length, onNeedMore])
  const currentRow = rows[current]
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Pairs"
      aria-multiselectable
      aria-rowcount={total === null ? -1 : total + 1}
      aria-busy={stale}
      aria-activedescendant={currentRow ? rowId(currentRow) : undefined}
      tabIndex={0}
      data-testid="pairs"
      style={variablesOf(columns.layout)}
      className="@container min-h-0 min-w-0 flex-1 overflow-auto bg-panel focus-visible:-outline-offset-2"
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-panel @3xl:min-w-(--least)">
        <TableHead columns={columns} sort={sort} onSort={onSort} allChosen={allChosen} onChooseAll={onChooseAll} />
      </div>
      <div role="rowgroup" className={clsx('relative @3xl:min-w-(--least)', stale && 'opacity-60')} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          return row ? (
            <div key={item.key} role="presentation" className="absolute inset-x-0 top-0" style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}>
              <PairRowView
                id={rowId(row)}
                row={row}
                shown={columns.shown}
                layout={columns.layout}
                sought={sought}
                index={item.index + 2}
                current={item.index === current}
                opened={row.id === opened}
                chosen={isChosen(row.id)}
                onChoose={(stretch) => onChoose(item.index, stretch)}
                onOpen={() => onOpen(row, item.index)}
              />
            </div>
          ) : null
        })}
      </div>
      {footer}
    </div>
  )
}

/** What `rowGrid` reads. */
function variablesOf({ wide, narrow, least }: ColumnLayout): CSSProperties {
  return Object.fromEntries([['--wide', wide], ['--narrow', narrow], ['--least', `${least}px`]])
}

function rowId(row: PairRow): string {
  return `pair-${row.id}`
}
