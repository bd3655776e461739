import { bitsOf } from '#lib/compose/bits.ts'

/** How much a prompt's constraints are to say together, and about how many facets of a text. */
export interface BitsTarget {
  least: number
  most: number
  /** Facets of the vocabulary: the least number of different ones. */
  facets: number
}

interface Fitting {
  type: string
  checker: { id: string; kwargs: unknown } | null
}

/** The part of a type before the dot. */
export function facetOf(type: string): string {
  const end = type.indexOf('.')
  return end === -1 ? type : type.slice(0, end)
}

/**
 * Takes constraints in order, at most `most` of them: first one of each facet until there are enough, then until they say enough, then until
 * there are `least`. None that would say more than wanted. What was taken may still miss the target, which `missesTarget` tells.
 */
export function fitTarget<T extends Fitting>(constraints: readonly T[], { least, most }: { least: number; most: number }, target: BitsTarget): T[] {
  const taken: T[] = []
  const take = (wanted: (constraint: T) => boolean): void => {
    for (const constraint of constraints) {
      const fits = taken.length < most && !taken.includes(constraint) && wanted(constraint) && bitsOf([...taken, constraint]) <= target.most
      if (fits) taken.push(constraint)
    }
  }
  const facets = (): Set<string> => new Set(taken.map(({ type }) => facetOf(type)))
  take(({ type }) => facets().size < target.facets && !facets().has(facetOf(type)))
  take((constraint) => bitsOf(taken) < target.least && bitsOf([...taken, constraint]) > bitsOf(taken))
  take(() => taken.length < least)
  return taken
}

/** What constraints lack of a target, in words; null where they meet it. */
export function missesTarget(constraints: readonly Fitting[], { least, most, facets }: BitsTarget): string | null {
  const bits = bitsOf(constraints)
  if (bits < least || bits > most) return `not ${least} to ${most} bits`
  return new Set(constraints.map(({ type }) => facetOf(type))).size < facets ? `fewer than ${facets} facets` : null
}
