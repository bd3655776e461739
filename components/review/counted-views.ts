import type { Act } from '#components/review/act.ts'
import type { ConstraintView } from '#lib/review/contract.ts'

interface Known {
  /** What the server has answered, decisions and pages. */
  confirmed: ReadonlyMap<string, ConstraintView>
  /** That, with what it has not answered yet on top. */
  views: ReadonlyMap<string, ConstraintView>
  /** This reviewer's acts that were unanswered at some time while the numbers were on their way, in order. */
  acts: readonly Act[]
}

/**
 * The constraints as some numbers of the server count them. An act that was answered before the numbers were asked for is in them, one
 * that is made later is not; of those between, `counted` names the ones that are.
 */
export function countedViews({ confirmed, views, acts }: Known, counted: ReadonlySet<string>): Map<string, ConstraintView> {
  const before = new Map(confirmed)
  const settled = new Set<string>()
  for (const act of acts) {
    const { id, constraintId } = act.input
    if (settled.has(constraintId)) continue
    const view = counted.has(id) ? views.get(constraintId) : (act.before ?? confirmed.get(constraintId))
    if (!view) continue
    before.set(constraintId, view)
    // As it was before the first that is not counted, whatever came after.
    if (!counted.has(id)) settled.add(constraintId)
  }
  return before
}
