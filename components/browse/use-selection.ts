'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { chosenText, parseChosen } from '#components/browse/chosen-text.ts'
import type { FilterValues } from '#components/browse/filter.ts'
import { isSelected, nothingSelected, toggled, withPairs, type Selection } from '#components/browse/selection.ts'
import { useKeeping, useSelectionOf } from '#components/browse/use-kept-selection.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import type { PairRow } from '#lib/datasets/contract.ts'

export interface SelectionState {
  selection: Selection
  /** The selection that the server keeps of it; null where its ids are named, or it is not kept yet. */
  keptAs: string | null
  /** Why the choice of a link cannot be shown, or this one not be kept, and the way to try again. */
  problem: { error: Error; retry: () => void } | null
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
  /** The selection that the server keeps of it, where its ids are too many to be named. */
  keptAs: string | null
}

/** What is chosen in the table, as the address says it, until the filter is another: then it would be a choice among other pairs. */
export function useSelection(datasetId: string, { filter, chosen, choose }: Pick<BrowseState, 'filter' | 'chosen' | 'choose'>): SelectionState {
  const [own, keep] = useState<Kept | null>(null)
  // Else the address came by another filter, by the back button or by a link.
  const isOwn = own !== null && own.filter === filter && own.text === chosen
  const linked = useMemo(() => parseChosen(chosen), [chosen])
  const toFetch = !isOwn && 'keptAs' in linked ? linked : null
  const fetched = useSelectionOf(toFetch?.keptAs ?? null)
  const present = useMemo((): Pick<Kept, 'selection' | 'keptAs'> => {
    if (isOwn) return own
    if ('selection' in linked) return { selection: linked.selection, keptAs: null }
    return fetched.data ? { selection: { all: linked.all, ids: new Set(fetched.data) }, keptAs: linked.keptAs } : { selection: nothingSelected, keptAs: null }
  }, [isOwn, own, linked, fetched.data])
  const { selection, keptAs } = present
  const last = useRef<string | null>(null)
  const take = useCallback(
    (next: Selection, id: string | null) => {
      const text = chosenText(next, id)
      keep({ filter, text, selection: next, keptAs: id })
      choose(text)
    },
    [filter, choose],
  )
  const set = useCallback((next: Selection) => take(next, null), [take])
  const keeping = useKeeping(datasetId, selection, keptAs, take)
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
  const problem = toFetch && fetched.error ? { error: fetched.error, retry: () => void fetched.refetch() } : keeping.error ? { error: keeping.error, retry: keeping.retry } : null
  return { selection, keptAs, problem, set, toggle, extend }
}
