import type { ContaminationView } from '#lib/contamination/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { PeopleAgreement } from '#lib/review/people-agreement/contract.ts'
import type { Costs, Coverage, DatasetStatistics, DecisionRates, Funnel, Spread } from '#lib/stats/contract.ts'

/** What one side of a comparison counts: a dataset's pairs, or those that a filter finds; parts are undefined while they are counted. */
export interface Side {
  datasetId: string
  name: string
  filter: PairFilter
  statistics: DatasetStatistics | undefined
  funnel: Funnel | undefined
  rates: DecisionRates | undefined
  agreement: PeopleAgreement | undefined
  spread: Spread | undefined
  coverage: Coverage | undefined
  costs: Costs | undefined
  contamination: ContaminationView | undefined
}

/** How a value is written: a count, a share of one, or a number with decimals. */
export type ValueKind = 'count' | 'share' | 'number'

/** A measure of one side. `own` is the filter of the rows that it counts, `href` another way to them; null: it cannot be told. */
export interface SideRow {
  key: string
  label: string
  kind: ValueKind
  value: number | null
  /** What a share counts. */
  count?: number | undefined
  /** 95 %. */
  interval?: readonly [low: number, high: number] | undefined
  own?: PairFilter | undefined
  href?: string | undefined
}

/** The measures of a section; `absent` is the value of a row that only the other side has. */
export interface SideRows {
  rows: readonly SideRow[]
  absent: number | null
  /** So many of both sides' are shown; all where left out. */
  most?: number
}

/** Reads a section's measures off a side; null while they are counted. */
export type Section = (side: Side) => SideRows | null

/** A measure of both sides; `interval`: of the difference. */
export interface ComparedRow {
  key: string
  label: string
  kind: ValueKind
  left: SideRow
  right: SideRow
  difference: number | null
  interval: readonly [low: number, high: number] | null
}

/** Both sides' measures beside one another, in the order of the one that has more of them; null while one is counted. */
export function compared(section: Section, left: Side, right: Side): ComparedRow[] | null {
  const [a, b] = [section(left), section(right)]
  if (!a || !b) return null
  const known = new Map([...b.rows, ...a.rows].map((row) => [row.key, row]))
  // In the order of the side that has more of them: what the other lacks stands where it belongs.
  const ordered = b.rows.length > a.rows.length ? [...b.rows, ...a.rows] : [...a.rows, ...b.rows]
  const keys = new Set(ordered.map(({ key }) => key))
  const rowsOf = ({ rows, absent }: SideRows): ((of: SideRow) => SideRow) => {
    const byKey = new Map(rows.map((row) => [row.key, row]))
    return ({ key, label, kind }) => byKey.get(key) ?? { key, label, kind, value: absent }
  }
  const [rowOfA, rowOfB] = [rowsOf(a), rowsOf(b)]
  return [...keys].flatMap((key) => {
    const row = known.get(key)
    if (!row) return []
    const [x, y] = [rowOfA(row), rowOfB(row)]
    const difference = x.value === null || y.value === null ? null : y.value - x.value
    return [{ key, label: row.label, kind: row.kind, left: x, right: y, difference, interval: differenceInterval(x, y) }]
  })
}

/**
 * The 95 % interval of the difference of two shares that have intervals of their own, by the hybrid of their score intervals (R. G. Newcombe,
 * Statistics in Medicine 17:873, 1998, method 10): as if the sides had nothing in common. Null where a side has none.
 */
function differenceInterval(left: SideRow, right: SideRow): [number, number] | null {
  if (left.kind !== 'share' || left.value === null || right.value === null || !left.interval || !right.interval) return null
  const difference = right.value - left.value
  const down = Math.hypot(right.value - right.interval[0], left.interval[1] - left.value)
  const up = Math.hypot(right.interval[1] - right.value, left.value - left.interval[0])
  return [difference - down, difference + up]
}
