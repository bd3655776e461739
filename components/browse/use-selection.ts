'use client'

import { useCallback, useRef, useState } from 'react'
import { chosenText, parseChosen } from '#components/browse/chosen-text.ts'
import type { FilterValues } from '#components/browse/filter.ts'
import { isSelected, toggled, withPairs, type Selection } from '#components/browse/selection.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import type { PairRow } from '#lib/datasets/contract.ts'

export interface SelectionState {
  selection: Selection
  set(selection: Selection): void
  /** Chooses a row or leaves it out; with `stretch` all rows from the one before to it, as that one was. */
  toggle(rows: readonly PairRow[], index: number, stretch: boolean): void
  /** Chooses a row and the next one: going on with Shift held chooses whatever is passed. */
  extend(rows: readonly PairRow[], from: number, to: number): void
}

/** A choice with what it was made among, and what the address says of it. */
interface Kept {
  filter: FilterValues
  text: string | null
  selection: Selection
}

/** What is chosen in the table, as the address says it, until the filter is another: then it would be a choice among other pairs. What an address has no room for lasts as long as the page. */
export function useSelection({ filter, chosen, choose }: Pick<BrowseState, 'filter' | 'chosen' | 'choose'>): SelectionState {
  const [kept, keep] = useState<Kept>(() => ({ filter, text: chosen, selection: parseChosen(chosen) }))
  // By another filter, by the back button, or by a link.
  const present = kept.filter === filter && kept.text === chosen ? kept : { filter, text: chosen, selection: parseChosen(chosen) }
  if (present !== kept) keep(present)
  const { selection } = present
  const last = useRef<string | null>(null)
  const set = useCallback(
    (next: Selection) => {
      const text = chosenText(next)
      keep({ filter, text, selection: next })
      choose(text)
    },
    [filter, choose],
  )
  const toggle = useCallback(
    (rows: readonly PairRow[], index: number, stretch: boolean) => {
      const row = rows[index]
      if (!row) return
      const from = stretch ? rows.findIndex(({ id }) => id === last.current) : -1
      const [begin, end] = from === -1 ? [index, index] : [Math.min(from, index), Math.max(from, index)]
      const other = rows[from]
      set(other ? withPairs(selection, rows.slice(begin, end + 1).map(({ id }) => id), isSelected(selection, other.id)) : toggled(selection, row.id))
      last.current = row.id
    },
    [selection, set],
  )
  const extend = useCallback(
    (rows: readonly PairRow[], from: number, to: number) => {
      const passed = [rows[from], rows[to]].flatMap((row) => (row ? [row.id] : []))
      set(withPairs(selection, passed, true))
      last.current = rows[to]?.id ?? null
    },
    [selection, set],
  )
  return { selection, set, toggle, extend }
}
