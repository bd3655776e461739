import { browseHref } from '#components/browse/filter.ts'
import type { Side, SideRow } from '#components/stats/compare/side.ts'
import { rowsFilter } from '#lib/stats/rows-filter.ts'

/** The address of the rows that a measure of a side counts; undefined where no filter says which. */
export function sideHref(side: Side, { value, own, href }: SideRow): string | undefined {
  if (value === null || value === 0) return undefined
  if (href) return href
  const both = own && rowsFilter(side.filter, own)
  return both ? browseHref(side.datasetId, both) : undefined
}
