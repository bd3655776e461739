import type { ComparedRow, SideRow, ValueKind } from '#components/stats/compare/side.ts'
import type { Cell } from '#components/stats/figures/csv.ts'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import { decimals } from '#lib/stats/decimals.ts'

/** A value as it is written. */
export function valueWords(value: number | null, kind: ValueKind): string {
  if (value === null) return '–'
  if (kind === 'share') return formatShare(value)
  if (kind === 'count') return formatNumber(value)
  return Math.abs(value) >= 100 ? formatNumber(Math.round(value)) : decimals(value, 2)
}

/** How sure a value is; empty where that is not known. */
export function intervalWords({ interval, kind }: SideRow): string {
  return interval ? `${valueWords(interval[0], kind)} to ${valueWords(interval[1], kind)}` : ''
}

/** A difference: of shares in points of percent. */
export function differenceWords(difference: number | null, kind: ValueKind): string {
  if (difference === null) return '–'
  const size = kind === 'share' ? `${Math.abs(difference * 100).toFixed(1)} points` : valueWords(Math.abs(difference), kind)
  const nothing = Number.parseFloat(size.replaceAll(',', '')) === 0
  return `${nothing ? '±' : difference > 0 ? '+' : '−'}${size}`
}

/** The 95 % interval of a difference of shares, in points; empty where that is not known. */
export function differenceIntervalWords({ interval }: ComparedRow): string {
  if (!interval) return ''
  const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`
  return `${points(interval[0])} to ${points(interval[1])}`
}

/** The heads of a comparison's columns in a file. */
export const comparedHeads = ['Measure', 'Left', 'Left, counted', 'Left, at least', 'Left, at most', 'Right', 'Right, counted', 'Right, at least', 'Right, at most', 'Difference', 'Difference, at least', 'Difference, at most']

/** A row of such a file. */
export function comparedCells({ label, left, right, difference, interval }: ComparedRow): Cell[] {
  return [
    label, left.value, left.count ?? null, left.interval?.[0] ?? null, left.interval?.[1] ?? null, right.value, right.count ?? null, right.interval?.[0] ?? null, right.interval?.[1] ?? null,
    difference, interval?.[0] ?? null, interval?.[1] ?? null,
  ]
}
