import { createHash } from 'node:crypto'
import { facets } from '#lib/stats/grid-axes.ts'
import { lengthBands } from '#lib/stats/length-bands.ts'

/** How many are wanted of one type (constraints) or of one cell of the coverage grid (pairs). */
export interface Wanted {
  of: 'type' | 'cell'
  key: string
  wanted: number
}

/** What the numbers wanted are made of. */
export interface Asked {
  /** Constraints that are to be accepted in all; 0: as many as fits what is accepted. */
  goal: number
  /** The share of each type. */
  shares: Readonly<Record<string, number>>
  /** Those that have columns of their own in the coverage grid. */
  languages: readonly (string | null)[]
}

/** Where nobody has said how many are wanted, and none is accepted. */
const firstGoal = 100

/** How many constraints are to be accepted: as many as people asked for, else the first of 100, 200, 400, ... that is more than are accepted, and never fewer than before, lest one undo moved all numbers. */
export function goalNow(asked: number, accepted: number, before = 0): number {
  if (asked > 0) return asked
  let goal = Math.max(firstGoal, before)
  while (goal <= accepted) goal *= 2
  return goal
}

/** Facets that have rows in the coverage grid. */
const shownFacets = facets.filter((facet) => facet !== 'unmapped')

/** A cell of the grid as a key. */
export function cellKey(facet: string, band: number, language: string | null): string {
  return [facet, band, language ?? ''].join('|')
}

/**
 * How many are wanted of each type: its share of the goal, rounded up, and never none; and of each cell of the coverage grid: of each facet as many pairs for every length and language, of as many pairs as the goal comes
 * to with `perPair` constraints each.
 */
export function wantedOf({ shares, languages }: Asked, goal: number, perPair: number): Wanted[] {
  const types = Object.entries(shares).flatMap(([key, share]): Wanted[] => (share > 0 ? [{ of: 'type', key, wanted: Math.max(1, Math.ceil(share * goal - 1e-9)) }] : []))
  const strata = lengthBands.flatMap((_, band) => languages.map((language) => ({ band, language })))
  const each = Math.max(1, Math.ceil(goal / Math.max(1, perPair) / Math.max(1, strata.length)))
  const cells = shownFacets.flatMap((facet) => strata.map(({ band, language }): Wanted => ({ of: 'cell', key: cellKey(facet, band, language), wanted: each })))
  return [...types, ...cells]
}

/** Tells what was asked for apart from all else. */
export function hashOf({ goal, shares, languages }: Asked): string {
  const inOrder = (values: readonly unknown[]): unknown[] => values.map((value) => JSON.stringify(value)).toSorted()
  return createHash('sha256').update(JSON.stringify([goal, inOrder(Object.entries(shares)), inOrder(languages)])).digest('hex')
}

/** How much of what is wanted is missing, 0 to 1. */
export function missing({ wanted, accepted }: { wanted: number; accepted: number }): number {
  return Math.max(0, 1 - accepted / wanted)
}

/**
 * What a pair would bring, were all accepted that is undecided in it: the sum, over each undecided constraint, of the share that is missing of its type by then, and, over each facet that it has undecided
 * and not accepted yet, of the share that is missing of its cell. That is the gain of a weighted coverage function, which sums over types and cells a concave function of how many of what is wanted are
 * accepted: monotone and submodular, so that taking the greatest gain each time comes within 1 - 1/e of the best choice of as many pairs (Nemhauser, Wolsey & Fisher, 1978, An analysis of
 * approximations for maximizing submodular set functions I). Postgres counts it for the queue (count-gains.ts); this is the same in plain words, for tests and whoever reads.
 */
export function gainOf(types: readonly { undecided: number; gap: { wanted: number; accepted: number } }[], cells: readonly { wanted: number; accepted: number }[]): number {
  let gain = 0
  for (const { undecided, gap } of types) for (let n = 0; n < undecided; n += 1) gain += missing({ wanted: gap.wanted, accepted: gap.accepted + n })
  return cells.reduce((sum, cell) => sum + missing(cell), gain)
}

/** How a gain is kept: the smaller, the more; in hundredths, which leaves pairs that are nearly alike in the order of import. */
export function spareOf(gain: number): number {
  return Math.max(0, bringsNothing - Math.round(gain * 100))
}

/** Of pairs that would bring nothing, and of those that nobody has counted, as they are kept (PairDoubt.spare). */
export const bringsNothing = 100_000
export const uncounted = 100_001
