import { rarityOf } from '#lib/constraints/rarity.ts'

/**
 * How much constraints say together, in bits: minus the logarithm of the share of other responses that meet them all, counted on the reference
 * corpus, not multiplied. Those of a kind that was not measured add nothing; 0 where none was.
 */
export function bitsOf(constraints: readonly { checker: { id: string; kwargs: unknown } | null }[]): number {
  const measured = constraints.flatMap(({ checker }) => (checker && rarityOf(checker) ? [checker] : []))
  return measured.length === 0 ? 0 : Number((rarityOf(...measured)?.bits ?? 0).toFixed(3))
}
