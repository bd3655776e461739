'use client'

import { useCallback, useRef, useState } from 'react'
import type { FilterValues } from '#components/browse/filter.ts'
import { isSelected, nothingSelected, toggled, withPairs, type Selection } from '#components/browse/selection.ts'
import type { PairRow } from '#lib/datasets/contract.ts'

export interface SelectionState {
  selection: Selection
  set(selection: Selection): void
  /** Chooses a row or leaves it out; with `stretch` all rows from the one before to it, as that one was. */
  toggle(rows: readonly PairRow[], index: number, stretch: boolean): void
  /** Chooses a row and the next one: going on with Shift held chooses whatever is passed. */
  extend(rows: readonly PairRow[], from: number, to: number): void
}

/** What is chosen in the table, until the filter is another: then it would be a choice among other pairs. */
export function useSelection(filter: FilterValues): SelectionState {
  const [kept, keep] = useState<{ filter: FilterValues; selection: Selection }>({ filter, selection: nothingSelected })
  const selection = kept.filter === filter ? kept.selection : nothingSelected
  const last = useRef<string | null>(null)
  const set = useCallback((next: Selection) => keep({ filter, selection: next }), [filter])
  const toggle = useCallback(
    (rows: readonly PairRow[], index: number, stretch: boolean) => {
      const row = rows[index]
      if (!row) return
      const from = stretch ? rows.findIndex(({ id }) => id === last.current) : -1
      const [begin, end] = from === -1 ? [index, index] : [Math.min(from, index), Math.max(from, index)]
      const other = rows[from]
      keep((now) => {
        const before = now.filter === filter ? now.selection : nothingSelected
        const next = other ? withPairs(before, rows.slice(begin, end + 1).map(({ id }) => id), isSelected(before, other.id)) : toggled(before, row.id)
        return { filter, selection: next }
      })
      last.current = row.id
    },
    [filter],
  )
  const extend = useCallback(
    (rows: readonly PairRow[], from: number, to: number) => {
      const passed = [rows[from], rows[to]].flatMap((row) => (row ? [row.id] : []))
      keep((now) => ({ filter, selection: withPairs(now.filter === filter ? now.selection : nothingSelected, passed, true) }))
      last.current = rows[to]?.id ?? null
    },
    [filter],
  )
  return { selection, set, toggle, extend }
}
