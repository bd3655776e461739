'use client'

import { clsx } from 'clsx'
import { Check, X } from 'lucide-react'
import { PairStatusBadge } from '#components/ui/badge.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { PairRow } from '#lib/datasets/contract.ts'

/** The columns of the table and of its head; the narrow screen keeps the text and the status. */
export const columns = 'grid grid-cols-[minmax(0,1fr)_6.5rem] @3xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_4rem_11rem_6.5rem] gap-x-4 px-4'

interface PairRowViewProps {
  row: PairRow
  /** One-based, counting the head. */
  index: number
  current: boolean
  opened: boolean
  onOpen: () => void
  id: string
}

/** One pair of the table. */
export function PairRowView({ row, index, current, opened, onOpen, id }: PairRowViewProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it has the focus and handles the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index}
      aria-selected={opened}
      onClick={onOpen}
      className={clsx(
        columns,
        'h-full cursor-pointer items-center border-b border-line',
        opened ? 'bg-accent-soft' : current ? 'bg-sunken' : 'hover:bg-sunken',
        current && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <div role="gridcell" className="line-clamp-2 min-w-0 break-words" dir="auto">
        {row.instruction}
      </div>
      <div role="gridcell" className="line-clamp-2 min-w-0 break-words text-muted @max-3xl:hidden" dir="auto">
        {row.response}
      </div>
      <div role="gridcell" className="text-end text-muted tabular-nums @max-3xl:hidden">
        {formatNumber(row.responseWords)}
      </div>
      <div role="gridcell" className="text-[13px] tabular-nums @max-3xl:hidden">
        <ConstraintCounts row={row} />
      </div>
      <div role="gridcell">
        {row.constraintCount > 0 ? <PairStatusBadge status={row.status} /> : <span className="text-[13px] text-faint">No constraints</span>}
      </div>
    </div>
  )
}

function ConstraintCounts({ row }: { row: PairRow }) {
  if (row.constraintCount === 0) return <span className="text-faint">None</span>
  return (
    <span className="flex flex-col leading-tight">
      <span>
        {formatNumber(row.constraintCount)}
        <span className="text-muted">{`, ${undecided(row)}`}</span>
      </span>
      {row.acceptedCount + row.refutedCount > 0 ? (
        <span className="flex flex-wrap gap-x-2 text-xs">
          {row.acceptedCount > 0 ? (
            <span className="inline-flex items-center gap-0.5 text-good">
              <Check size={12} strokeWidth={2.5} aria-hidden="true" />
              {formatNumber(row.acceptedCount)} accepted
            </span>
          ) : null}
          {row.refutedCount > 0 ? (
            <span className="inline-flex items-center gap-0.5 text-bad">
              <X size={12} strokeWidth={2.5} aria-hidden="true" />
              {formatNumber(row.refutedCount)} refuted
            </span>
          ) : null}
        </span>
      ) : null}
    </span>
  )
}

function undecided({ undecidedCount, constraintCount }: PairRow): string {
  if (undecidedCount === 0) return 'all decided'
  return undecidedCount === constraintCount ? 'undecided' : `${formatNumber(undecidedCount)} undecided`
}
