import type { Rng } from '#lib/random.ts'

/** How many constraints a prompt gets: with probability `anyShare` any number from `least` up, otherwise `from` to `to`. */
export interface HowMany {
  least: number
  from: number
  to: number
  anyShare: number
}

/**
 * Chooses constraints for one prompt, in random order. Types that most pairs have are chosen less often, by Crab's score (arXiv
 * 2410.24175: a uniform draw less the larger of one half and the share of pairs with the type). All of them when there are
 * fewer than asked for.
 */
export function chooseConstraints<T extends { type: string }>(
  constraints: readonly T[],
  { least, from, to, anyShare }: HowMany,
  shareOfPairs: (type: string) => number,
  rng: Rng,
): T[] {
  const most = Math.min(to, constraints.length)
  const count = rng.next() < anyShare ? rng.int(Math.min(least, most), most) : rng.int(Math.min(from, most), most)
  const scored = rng.shuffle(constraints).map((constraint) => ({ constraint, score: rng.next() - Math.max(shareOfPairs(constraint.type), 0.5) }))
  const best = scored.toSorted((a, b) => b.score - a.score).slice(0, count)
  return rng.shuffle(best.map(({ constraint }) => constraint))
}
