'use client'

import { clsx } from 'clsx'
import { PanelRight } from 'lucide-react'
import { PairCell } from '#components/browse/pair-cell.tsx'
import { ChooseCell } from '#components/browse/choose-cell.tsx'
import { columnOf, type ColumnId, type ColumnLayout } from '#components/browse/columns.ts'
import type { PairRow } from '#lib/datasets/contract.ts'
import type { SoughtText } from '#lib/datasets/sought-text.ts'

/** The grid of the rows and of their head. What its columns are stands in two variables of the table around: with room, and without. */
export const rowGrid = 'grid grid-cols-(--narrow) @3xl:grid-cols-(--wide) gap-x-4 px-4'

interface PairRowViewProps {
  row: PairRow
  shown: readonly ColumnId[]
  layout: ColumnLayout
  /** What is looked for, to be marked. */
  sought: SoughtText
  /** One-based, counting the head. */
  index: number
  current: boolean
  opened: boolean
  chosen: boolean
  onChoose: (stretch: boolean) => void
  onOpen: () => void
  id: string
}

/** One pair of the table. */
export function PairRowView({ row, shown, layout, sought, index, current, opened, chosen, onChoose, onOpen, id }: PairRowViewProps) {
  // In a column of text, which has room for it; where there is none, in the first.
  const saidAt = Math.max(0, shown.findIndex((column) => columnOf[column].share !== undefined))
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it has the focus and handles the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index}
      aria-selected={chosen}
      aria-current={opened ? true : undefined}
      onClick={onOpen}
      className={clsx(
        rowGrid,
        'group h-full cursor-pointer items-center border-b border-line',
        opened ? 'bg-accent-soft' : current ? 'bg-sunken' : 'hover:bg-sunken',
        current && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <ChooseCell chosen={chosen} onChoose={onChoose} />
      {shown.map((column, place) => (
        <div
          key={column}
          role="gridcell"
          data-column={column}
          className={clsx('min-w-0', columnOf[column].end && 'text-end', !layout.kept.includes(column) && '@max-3xl:hidden')}
        >
          <PairCell column={column} row={row} sought={sought} said={place === saidAt ? row.constraint : null} />
        </div>
      ))}
      <div role="gridcell" className="flex justify-end">
        {/* Not on the way of the Tab key: the space bar does the same from anywhere in the table. */}
        <button type="button" tabIndex={-1} aria-label="Preview" title="Preview (space bar)" className={clsx('rounded p-1 text-faint hover:text-ink', !current && 'opacity-0 group-hover:opacity-100')}>
          <PanelRight size={15} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
