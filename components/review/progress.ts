import { isOpen, refinementType, type ConstraintView, type ReviewProgress } from '#lib/review/contract.ts'

/**
 * How far the dataset is, with this reviewer's unanswered decisions: what the server said, and what changed since in the pairs seen
 * here. `before` are the constraints of those pairs as the server's numbers count them, `after` as they are now.
 */
export function progressNow(said: ReviewProgress, before: ReadonlyMap<string, ConstraintView>, after: ReadonlyMap<string, ConstraintView>): ReviewProgress {
  const decided = count(after, isDecided) - count(before, isDecided)
  const refuted = count(after, isRefuted) - count(before, isRefuted)
  const reviewed = reviewedPairs(after) - reviewedPairs(before)
  // Written here since the server counted.
  const total = said.constraints.total + count(after, anyOne) - count(before, anyOne)
  return {
    pairs: { total: said.pairs.total, reviewed: within(said.pairs.reviewed + reviewed, said.pairs.total) },
    constraints: {
      total,
      decided: within(said.constraints.decided + decided, total),
      refuted: within(said.constraints.refuted + refuted, total),
    },
  }
}

const isDecided = (view: ConstraintView): boolean => !isOpen(view)
const isRefuted = (view: ConstraintView): boolean => view.outcome === 'fail'
const anyOne = (): boolean => true

function count(views: ReadonlyMap<string, ConstraintView>, holds: (view: ConstraintView) => boolean): number {
  let total = 0
  for (const view of views.values()) if (view.type !== refinementType && holds(view)) total += 1
  return total
}

function reviewedPairs(views: ReadonlyMap<string, ConstraintView>): number {
  const open = new Map<string, boolean>()
  for (const view of views.values()) if (view.type !== refinementType) open.set(view.pairId, (open.get(view.pairId) ?? false) || !isDecided(view))
  let reviewed = 0
  for (const isOpen of open.values()) if (!isOpen) reviewed += 1
  return reviewed
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}
