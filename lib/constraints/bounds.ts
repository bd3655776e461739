import { z } from 'zod'
import type { Rng } from '#lib/random.ts'

/** An interval of counts, both ends inclusive; an end that is left out is open. */
export type Bounds = { min?: number | undefined; max?: number | undefined }

/** Bounds as kwargs: at least one end, and not crossed. */
export const boundsKwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(0).optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'give min, max or both' })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { message: 'min is above max' })

/** Whether a count lies within the bounds. */
export function within(count: number, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  return count >= min && count <= max
}

/** How two demands on the same text stand to each other: what meeting `a` says of meeting `b`. */
export type Relation = 'same' | 'implies' | 'implied' | 'conflict' | 'compatible'

/** Interval logic: contained, containing, apart or overlapping. */
export function relateBounds(a: Bounds, b: Bounds): Relation {
  const [aLow, aHigh, bLow, bHigh] = [a.min ?? 0, a.max ?? Number.POSITIVE_INFINITY, b.min ?? 0, b.max ?? Number.POSITIVE_INFINITY]
  if (aLow === bLow && aHigh === bHigh) return 'same'
  if (aHigh < bLow || bHigh < aLow) return 'conflict'
  if (aLow >= bLow && aHigh <= bHigh) return 'implies'
  if (bLow >= aLow && bHigh <= aHigh) return 'implied'
  return 'compatible'
}

/** How two lists stand to each other of which every item is demanded: the longer one implies the shorter. Case does not matter. */
export function relateSets(a: readonly string[], b: readonly string[]): Relation {
  const [one, other] = [new Set(a.map((item) => item.toLowerCase())), new Set(b.map((item) => item.toLowerCase()))]
  const contained = [...one].every((item) => other.has(item))
  const containing = [...other].every((item) => one.has(item))
  return contained && containing ? 'same' : containing ? 'implies' : contained ? 'implied' : 'compatible'
}

/** "at least 3", "no more than 5", "exactly 2", "3 to 5": the bounds as they stand in the detail of a verdict. */
export function boundsInWords({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`
  if (min !== undefined) return `at least ${min}`
  return max === 0 ? 'none' : `at most ${max}`
}

/** Round numbers at which people set bounds, by size. */
function step(count: number): number {
  if (count < 12) return 1
  if (count < 50) return 5
  if (count < 200) return 10
  return count < 1000 ? 50 : 100
}

/** Where a bound may stand and still hold: `tight` at the count, `natural` at the next round number, `loose` one further. */
export interface Stops {
  tight: number
  natural: number
  loose: number
}

/** The stops of a bound that holds at `tight`, each looser than the one before it: downwards for a minimum (0 says nothing), upwards for a maximum. */
export function looserThan(tight: number, direction: 'down' | 'up'): Stops {
  const by = step(tight)
  const natural = (direction === 'down' ? Math.floor(tight / by) : Math.ceil(tight / by)) * by
  return { tight, natural, loose: direction === 'down' ? Math.max(0, natural - by) : natural + by }
}

/** Bounds that hold for every count from `low` to `high`, as people would set them: exact for few, round for many; in random order. */
export function naturalBounds(low: number, high: number, rng: Rng): Bounds[] {
  const [min, max] = [looserThan(low, 'down'), looserThan(high, 'up')]
  const choices: Bounds[] = []
  if (low === high && high <= 10) choices.push({ min: low, max: high })
  if (min.natural >= 1) choices.push({ min: min.natural })
  choices.push({ max: max.natural })
  if (min.natural >= 1 && max.natural > min.natural) choices.push({ min: min.natural, max: max.natural })
  return rng.shuffle(choices)
}
