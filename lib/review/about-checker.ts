import { rarityOf } from '#lib/constraints/rarity.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import type { ConstraintView } from '#lib/review/contract.ts'

/** What a reviewer is told of a constraint's checker beside its verdict: how rare it is to meet it, and how it counts. */
export function aboutChecker(checker: { id: string; kwargs: unknown } | null): Pick<ConstraintView, 'metBy' | 'rule'> {
  if (!checker) return { metBy: null, rule: null }
  return { metBy: rarityOf(checker)?.rate ?? null, rule: findChecker(checker.id)?.rule ?? null }
}
