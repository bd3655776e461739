import { looserThan, type Stops } from '#lib/constraints/bounds.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { findChecker } from '#lib/constraints/registry.ts'

/** The bounds of one kind that hold of one response: every one up to `min.tight`, every one from `max.tight` on, and no other. */
export interface TrueRegion {
  /** Null where no lower bound holds, or the kind has none. */
  min: Stops | null
  /** Null where no upper bound holds, or the kind has none. */
  max: Stops | null
}

/** Bounds above this are nobody's. */
const highest = 2 ** 24

/**
 * Which bounds of a kind a response meets, found by asking its checker: a bound that holds stays true when it is loosened, so that the
 * tightest one is found by halving. A slider that keeps to the region cannot leave the truth. `fixed` are the other kwargs of the kind, such as
 * which letter is counted. Null for kinds without bounds.
 */
export function trueRegion(id: string, response: string, fixed: Kwargs = {}): TrueRegion | null {
  const checker = findChecker(id)
  if (!checker) return null
  const holds = (bounds: Kwargs): boolean => checker.check(response, { ...fixed, ...bounds }).outcome === 'pass'
  const takesMin = checker.parse({ ...fixed, min: 1 }).ok
  const takesMax = checker.parse({ ...fixed, max: 1 }).ok
  if (!takesMin && !takesMax) return null
  const min = takesMin ? lastThat((n) => holds({ min: n })) : 0
  const lowestMax = checker.parse({ ...fixed, max: 0 }).ok ? 0 : 1
  const max = takesMax && holds({ max: highest }) ? firstThat(lowestMax, (n) => holds({ max: n })) : null
  return { min: min > 0 ? looserThan(min, 'down') : null, max: max === null ? null : looserThan(max, 'up') }
}

/** The largest n from 1 on for which it holds; 0 for none. It holds up to some n and for none above. */
export function lastThat(holds: (n: number) => boolean): number {
  if (!holds(1)) return 0
  let reach = 1
  while (reach < highest && holds(reach * 2)) reach *= 2
  return firstThat(reach, (n) => !holds(n)) - 1
}

/** The smallest n from `from` on for which it holds. It holds for every n from some n on. */
function firstThat(from: number, holds: (n: number) => boolean): number {
  if (holds(from)) return from
  let [below, at] = [from, Math.max(1, from) * 2]
  while (at < highest && !holds(at)) [below, at] = [at, at * 2]
  while (at - below > 1) {
    const middle = Math.floor((below + at) / 2)
    if (holds(middle)) at = middle
    else below = middle
  }
  return at
}
