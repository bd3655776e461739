import { alike } from '#lib/generation/alike.ts'
import { mayGiveWay } from '#lib/generation/replacing.ts'
import type { ConstraintState, Step } from '#lib/generation/step.ts'

/**
 * Of a pair's constraints that say the same, one is kept: Crab's filter by ROUGE-L (arXiv 2410.24175), with degrees that are counted anew
 * after each choice, with the better one kept, and without those that programs know apart. Only pending constraints that no person wrote
 * are taken out, each in favour of one that stays and says the same.
 */
export const redundancy: Step<'redundancy'> = {
  name: 'redundancy',
  async work({ pair: { constraints }, settings }) {
    const superseded = redundant(constraints, settings.threshold)
    return superseded.length > 0 ? { superseded } : { dropped: 'no two constraints say the same' }
  },
}

/** Each constraint that gives way, with the one that stays in its place. */
export function redundant(constraints: readonly ConstraintState[], threshold: number): { constraintId: string; by: string }[] {
  const neighbours = neighboursOf(constraints, threshold)
  const open = new Set(constraints)
  const superseded: { constraintId: string; by: string }[] = []
  const degree = (constraint: ConstraintState): number => (neighbours.get(constraint) ?? []).filter((other) => open.has(other)).length
  while (open.size > 0) {
    // The better one first; of equals the one that shuts out the fewest others, then the first.
    const kept = [...open].reduce((best, candidate) => (rank(candidate) - rank(best) || degree(best) - degree(candidate)) > 0 ? candidate : best)
    open.delete(kept)
    for (const other of neighbours.get(kept) ?? []) {
      // What is met does not give way to what is not, whoever wrote that.
      if (!open.has(other) || !mayGiveWay(other) || (kept.outcome === 'fail' && other.outcome === 'pass')) continue
      open.delete(other)
      superseded.push({ constraintId: other.id, by: kept.id })
    }
  }
  return superseded
}

function neighboursOf(constraints: readonly ConstraintState[], threshold: number): Map<ConstraintState, ConstraintState[]> {
  const neighbours = new Map(constraints.map((constraint) => [constraint, [] as ConstraintState[]]))
  for (const [index, one] of constraints.entries()) {
    for (const other of constraints.slice(index + 1)) {
      if (!alike(one, other, threshold)) continue
      neighbours.get(one)?.push(other)
      neighbours.get(other)?.push(one)
    }
  }
  return neighbours
}

/** What a person wrote or decided on stays anyway; then proven, judged, unknown and failed, in this order. */
function rank(constraint: ConstraintState): number {
  const { status, checker, outcome, judged } = constraint
  const proof = outcome === 'pass' ? (checker && !judged ? 3 : 2) : outcome === 'fail' ? 0 : 1
  return (mayGiveWay(constraint) ? 0 : status === 'accepted' ? 8 : 4) + proof
}
