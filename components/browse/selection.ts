import type { FilterValues } from '#components/browse/filter.ts'
import { filterOf } from '#components/browse/filter.ts'
import type { PairCount, PairFilter } from '#lib/datasets/contract.ts'
import { mostIds } from '#lib/datasets/filter-fields.ts'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'

/** Pairs that somebody chose in the table: some by hand, or all that the filter finds but for some. */
export interface Selection {
  all: boolean
  /** The chosen ones or, of all, those that are not. */
  ids: ReadonlySet<string>
}

export const nothingSelected: Selection = { all: false, ids: new Set() }
export const allSelected: Selection = { all: true, ids: new Set() }

/** Of all, so many can be left out by hand: a filter names them one by one. */
export const mostLeftOut = 20

export function isSelected({ all, ids }: Selection, id: string): boolean {
  return all !== ids.has(id)
}

/** Chooses a pair, or leaves it out. */
export function toggled(selection: Selection, id: string): Selection {
  return withPairs(selection, [id], !isSelected(selection, id))
}

/** Chooses some pairs, or leaves them out. Of all, no more are left out than a filter can name: then it stays as it was. */
export function withPairs({ all, ids }: Selection, some: readonly string[], wanted: boolean): Selection {
  const next = new Set(ids)
  for (const id of some) {
    if (all === wanted) next.delete(id)
    else next.add(id)
  }
  return all && next.size > mostLeftOut ? { all, ids } : { all, ids: next }
}

/** How many are chosen, in all that the filter finds; `more` where that is only counted up to a bound. */
export function selectedCount({ all, ids }: Selection, total: PairCount | null | undefined): PairCount {
  return all ? { count: Math.max(0, (total?.count ?? 0) - ids.size), more: total?.more ?? false } : { count: ids.size, more: false }
}

/** The filter that finds the chosen pairs and no others; null where they are more than a filter can name. */
export function filterOfSelection({ all, ids }: Selection, filter: FilterValues): PairFilter | null {
  if (!all) return ids.size > mostIds ? null : { ids: [...ids].join() }
  const { not, ...rest } = filterOf(filter)
  if (ids.size === 0) return filterOf(filter)
  const excluded = parseFilter(`${not === undefined ? '' : `${printFilter({ not })} `}-${printFilter({ ids: [...ids].join() })}`)
  return excluded.problems.length > 0 ? null : { ...rest, ...excluded.filter }
}

/** The chosen pairs in pieces that filters can name. */
export function filtersOfSelection(selection: Selection, filter: FilterValues): PairFilter[] {
  const whole = filterOfSelection(selection, filter)
  if (whole) return [whole]
  const ids = [...selection.ids]
  return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, n) => ({ ids: ids.slice(n * mostIds, (n + 1) * mostIds).join() }))
}
