'use client'

import { useQueryStates } from 'nuqs'
import { useCallback, useMemo, useState } from 'react'
import { browseParsers, filterKeys, noFilter, type FilterKey, type FilterValues } from '#components/browse/filter.ts'
import type { PairFilter, PairSort } from '#lib/datasets/contract.ts'
import { alternatives, printFilter } from '#lib/datasets/filter-language.ts'

/** What the address says of the browse screen, and the ways to change it. */
export interface BrowseState {
  filter: FilterValues
  sort: PairSort
  /** The pair whose preview is open. */
  pair: string | null
  /** The saved view that was opened last, whatever was changed since. */
  view: string | null
  /** The pairs that are chosen, as the address writes them (see chosen-text.ts). */
  chosen: string | null
  /** The filters that are set, in order. */
  active: FilterKey[]
  change(patch: Partial<FilterValues>): void
  /** Sets all filters at once: what is not named is not set. */
  replace(next: PairFilter): void
  clear(): void
  sortBy(sort: PairSort): void
  /** Opening is a step that the back button takes back; moving on while open is not. */
  open(pair: string | null): void
  /** Takes what is shown for this saved view. */
  openView(view: string): void
  /** Says which pairs are chosen; another filter ends the choice. */
  choose(text: string | null): void
}

/** The state of the browse screen, kept in the address so that reload, back and a sent link show the same rows. */
export function useBrowse(): BrowseState {
  const [{ sort, pair, view, chosen, ...filter }, set] = useQueryStates(browseParsers)
  const [kept, keep] = useState<FilterValues>(filter)
  const stable = filterKeys.every((key) => kept[key] === filter[key]) ? kept : filter
  if (stable !== kept) keep(stable)
  const change = useCallback(
    (patch: Partial<FilterValues>) => {
      // A field that is set anew has this one value.
      const others = patch.also === undefined && stable.also ? { also: otherValues(stable.also, patch) } : {}
      void set({ ...others, ...patch, pair: null, chosen: null }, { history: 'push' })
    },
    [set, stable.also],
  )
  const replace = useCallback(
    (next: PairFilter) => {
      // Typing on at one and the same thing is one step back, not one for each pause.
      const typing = filterKeys.every((key) => (stable[key] !== null) === (next[key] !== undefined))
      void set({ ...noFilter, ...next, pair: null, chosen: null }, { history: typing ? 'replace' : 'push' })
    },
    [set, stable],
  )
  const clear = useCallback(() => void set({ ...noFilter, pair: null, view: null, chosen: null }, { history: 'push' }), [set])
  const openView = useCallback((next: string) => void set({ view: next }), [set])
  const choose = useCallback((next: string | null) => void set({ chosen: next }), [set])
  const sortBy = useCallback((next: PairSort) => void set({ sort: next, pair: null }, { history: 'push' }), [set])
  const open = useCallback(
    (next: string | null) => void set({ pair: next }, { history: next !== null && pair === null ? 'push' : 'replace' }),
    [set, pair],
  )
  const active = useMemo(() => filterKeys.filter((key) => stable[key] !== null && stable[key] !== ''), [stable])
  return { filter: stable, sort, pair, view, chosen, active, change, replace, clear, sortBy, open, openView, choose }
}

/** The further values of fields that a change leaves alone. */
function otherValues(also: string, patch: Partial<FilterValues>): string | null {
  const left = alternatives(also).filter((term) => Object.keys(term).every((key) => !(key in patch)))
  return left.length === 0 ? null : left.map((term) => printFilter(term)).join(' ')
}
