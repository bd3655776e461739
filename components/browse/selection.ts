import type { FilterValues } from '#components/browse/filter.ts'
import { filterOf } from '#components/browse/filter.ts'
import type { PairCount, PairFilter } from '#lib/datasets/contract.ts'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'

/** Pairs that somebody chose in the table: some by hand, or all that the filter finds but for some. */
export interface Selection {
  all: boolean
  /** The chosen ones or, of all, those that are not. */
  ids: ReadonlySet<string>
}

export const nothingSelected: Selection = { all: false, ids: new Set() }
export const allSelected: Selection = { all: true, ids: new Set() }

/** So many pairs are named one by one, chosen or left out of all: addresses and filters stay short. More are kept at the server (see use-kept-selection.ts). */
export const mostNamed = 20

export function isSelected({ all, ids }: Selection, id: string): boolean {
  return all !== ids.has(id)
}

/** Chooses a pair, or leaves it out. */
export function toggled(selection: Selection, id: string): Selection {
  return withPairs(selection, [id], !isSelected(selection, id))
}

/** Chooses some pairs, or leaves them out. */
export function withPairs({ all, ids }: Selection, some: readonly string[], wanted: boolean): Selection {
  const next = new Set(ids)
  for (const id of some) {
    if (all === wanted) next.delete(id)
    else next.add(id)
  }
  return { all, ids: next }
}

/** How many are chosen, in all that the filter finds; `more` where that is only counted up to a bound. */
export function selectedCount({ all, ids }: Selection, total: PairCount | null | undefined): PairCount {
  return all ? { count: Math.max(0, (total?.count ?? 0) - ids.size), more: total?.more ?? false } : { count: ids.size, more: false }
}

/** The filter that finds the chosen pairs and no others; null where their ids are too many to be named and not kept as a selection, or where a filter has no room to leave them out. */
export function filterOfSelection({ all, ids }: Selection, filter: FilterValues, keptAs: string | null = null): PairFilter | null {
  if (all && ids.size === 0) return filterOf(filter)
  const named: PairFilter | null = ids.size <= mostNamed ? { ids: [...ids].join() } : keptAs === null ? null : { selection: keptAs }
  if (!all || named === null) return named
  const { not, ...rest } = filterOf(filter)
  const excluded = parseFilter(`${not === undefined ? '' : `${printFilter({ not })} `}-${printFilter(named)}`)
  return excluded.problems.length > 0 ? null : { ...rest, ...excluded.filter }
}
