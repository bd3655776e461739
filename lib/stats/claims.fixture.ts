import { expect } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { grouped, type Asking, type Pair, type Reckoned } from '#lib/stats/reckoned.fixture.ts'

/** What a number says, what it counts, and the filter that its link asks with the page's. */
export interface Claim {
  words: string
  said: number
  counts: readonly { pairId: string }[]
  own?: PairFilter | null
}

/** Pairs as what is counted. */
export const asRows = (pairs: readonly Pair[]) => pairs.map((pair) => ({ ...pair, pairId: pair.id }))

/** The numbers of a list, which must name what occurs and nothing else. */
export function listed<Item extends { pairId: string }>(words: string, said: readonly (readonly [key: string, n: number])[], items: readonly Item[], keyOf: (item: Item) => string, ownOf?: (key: string) => PairFilter | null): Claim[] {
  const groups = grouped(items, keyOf)
  expect([words, Object.fromEntries(said.toSorted(([a], [b]) => (a < b ? -1 : 1)))]).toEqual([words, Object.fromEntries(Object.entries(groups).map(([key, all]) => [key, all.length]))])
  return said.map(([key, n]) => ({ words: `${words} ${key}`, said: n, counts: groups[key] ?? [], ...(ownOf ? { own: ownOf(key) } : {}) }))
}

/** What is asked: numbers of a dataset, under the filter of a page, by whom; `whole` where the page asks for all. */
export interface Scene {
  datasetId: string
  page: PairFilter
  seen: SeenFilter
  reader: Asking
  of: Reckoned
  whole: boolean
}

/** The value that a list names so. */
export const none = (key: string): string | null => (key === 'null' ? null : key)

/** Alike but for the last digits of sums. */
export function expectNear(said: unknown, wanted: unknown): void {
  const near = (value: unknown): unknown => (typeof value === 'number' ? (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(9))) : Array.isArray(value) ? value.map(near) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, near(each)])) : value)
  expect(near(said)).toEqual(near(wanted))
}

/** Whether a constraint of this status is decided. */
export const isDone = (status: unknown) => status === 'accepted' || status === 'rejected'
