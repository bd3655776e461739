import type { Rng } from '#lib/random.ts'

/**
 * Which pairs demonstrate: those whose constraints are of the same types, those whose instructions share the most words, or any. Crab
 * (arXiv 2410.24175) takes the next pairs of its file, whatever they are about.
 */
export const demonstrationPolicies = ['types', 'nearest', 'random'] as const
export type DemonstrationPolicy = (typeof demonstrationPolicies)[number]

/** What choosing needs of a pair. */
export interface Demonstrating {
  language: string | null
  types: ReadonlySet<string>
  words: ReadonlySet<string>
}

/**
 * Chooses `n` demonstrations, or as many as there are, in random order. None is in another language than the pair, where both are known.
 * Of those that are equally near the draw decides.
 */
export function chooseDemonstrations<T extends Demonstrating>(pair: Demonstrating, candidates: readonly T[], n: number, policy: DemonstrationPolicy, rng: Rng): T[] {
  const spoken = candidates.filter(({ language }) => language === null || pair.language === null || language === pair.language)
  const drawn = rng.shuffle(spoken)
  if (policy === 'random') return drawn.slice(0, n)
  const nearness = (one: T): number => (policy === 'types' ? shared(pair.types, one.types) : shared(pair.words, one.words))
  const nearest = drawn.map((one) => ({ one, nearness: nearness(one) })).toSorted((a, b) => b.nearness - a.nearness)
  return rng.shuffle(nearest.slice(0, n).map(({ one }) => one))
}

/** The words of an instruction that say what it is about: letters and digits, folded, of four characters or more. */
export function tellingWords(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 3))
}

/** Jaccard's index, 0 to 1. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const each of a) if (b.has(each)) both++
  const all = a.size + b.size - both
  return all === 0 ? 0 : both / all
}
