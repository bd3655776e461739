import { findConflicts } from '#lib/constraints/conflicts.ts'
import type { ConstraintRelation } from '#lib/review/contract.ts'

/** How the constraints of a pair stand to each other, as far as a program can tell. */
export function relationsOf(constraints: readonly { id: string; checker: { id: string; kwargs: unknown } | null }[]): ConstraintRelation[] {
  return findConflicts(constraints.map(({ checker }) => checker)).flatMap(({ first, second, relation }) => {
    const [one, other] = [constraints[first]?.id, constraints[second]?.id]
    if (one === undefined || other === undefined) return []
    if (relation === 'implied') return [{ first: other, second: one, relation: 'implies' as const }]
    return [{ first: one, second: other, relation }]
  })
}
