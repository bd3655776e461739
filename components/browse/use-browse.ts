'use client'

import { useQueryStates } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { browseParsers, filterKeys, noFilter, type FilterKey, type FilterValues } from '#components/browse/filter.ts'
import type { PairSort } from '#lib/datasets/contract.ts'

/** What the address says of the browse screen, and the ways to change it. */
export interface BrowseState {
  filter: FilterValues
  sort: PairSort
  /** The pair whose preview is open. */
  pair: string | null
  /** The filters that are set, in order. */
  active: FilterKey[]
  change(patch: Partial<FilterValues>): void
  clear(): void
  sortBy(sort: PairSort): void
  /** Opening is a step that the back button takes back; moving on while open is not. */
  open(pair: string | null): void
}

/** The state of the browse screen, kept in the address so that reload, back and a sent link show the same rows. */
export function useBrowse(): BrowseState {
  const [{ sort, pair, ...filter }, set] = useQueryStates(browseParsers)
  const { q, source, language, status, type, outcome, decision, origin, minWords, maxWords } = filter
  const stable = useMemo<FilterValues>(
    () => ({ q, source, language, status, type, outcome, decision, origin, minWords, maxWords }),
    [q, source, language, status, type, outcome, decision, origin, minWords, maxWords],
  )
  const change = useCallback(
    (patch: Partial<FilterValues>) => {
      // Typing on in the search box is one step back, not one for each pause.
      const typing = typeof patch.q === 'string' && q !== null
      void set({ ...patch, pair: null }, { history: typing ? 'replace' : 'push' })
    },
    [set, q],
  )
  const clear = useCallback(() => void set({ ...noFilter, pair: null }, { history: 'push' }), [set])
  const sortBy = useCallback((next: PairSort) => void set({ sort: next, pair: null }, { history: 'push' }), [set])
  const open = useCallback(
    (next: string | null) => void set({ pair: next }, { history: next !== null && pair === null ? 'push' : 'replace' }),
    [set, pair],
  )
  const active = useMemo(() => filterKeys.filter((key) => stable[key] !== null && stable[key] !== ''), [stable])
  return { filter: stable, sort, pair, active, change, clear, sortBy, open }
}
