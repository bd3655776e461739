import { relate } from '#lib/constraints/conflicts.ts'
import type { CheckerRef } from '#lib/constraints/verdict.ts'
import { rougeL } from '#lib/text/rouge.ts'

/** A constraint as far as it can be compared. */
export interface Comparable {
  text: string
  checker: CheckerRef | null
}

/**
 * Whether two constraints say the same: ROUGE-L F of their words above the threshold. Where programs check both, these know better:
 * "at most 100 words" and "at most 200 sentences" are alike only in words. Of one kind they say the same where the kwargs do, or where
 * one implies the other and the words are alike too.
 */
export function alike(a: Comparable, b: Comparable, threshold: number): boolean {
  const similar = (): boolean => rougeL(a.text, b.text).f > threshold
  if (!a.checker || !b.checker) return similar()
  if (a.checker.id === b.checker.id && canonical(a.checker.kwargs) === canonical(b.checker.kwargs)) return true
  const relation = relate(a.checker, b.checker)
  return relation === 'same' || (a.checker.id === b.checker.id && (relation === 'implies' || relation === 'implied') && similar())
}

/** JSON with the keys of each object in order, so that what is equal is written alike. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}
