import { judgeConstraint, type Bench } from '#lib/generation/judging.ts'
import { readProposal } from '#lib/generation/proposals.ts'
import type { Ask, ConstraintState, Findings, FoundConstraint, PairState } from '#lib/generation/step.ts'

/** A constraint in the place of one that the response fails, proven by a program or found true by a judge. */
export type Replacement = FoundConstraint & { ref: string; repairOfId: string }

/**
 * Takes up what a model would put in the place of a constraint that the response fails, if it holds: a program decides where one can, else
 * a judge, who must also find that it still restricts. `others` are the constraints beside it, which it must not repeat. Null where it does
 * not hold; the first text that can be taken up at all is the only one that is judged.
 */
export async function replacement(
  failed: Pick<ConstraintState, 'id' | 'type'>,
  texts: readonly { text: string; generationId: string }[],
  pair: PairState,
  others: readonly (ConstraintState | FoundConstraint)[],
  bench: Bench,
  ask: Ask,
): Promise<Replacement | null> {
  for (const { text, generationId } of texts) {
    const read = readProposal({ text, rawType: failed.type }, pair, others, generationId)
    if ('refused' in read || read.verdict?.outcome === 'fail') continue
    const found = { ...read, ref: `instead of ${failed.id}`, repairOfId: failed.id }
    if (read.verdict?.outcome === 'pass') return found
    const { judgement } = await judgeConstraint(read.text, pair, bench, ask)
    return judgement.outcome === 'pass' && judgement.meaningful === true ? { ...found, judgement } : null
  }
  return null
}

/**
 * The findings that put replacements in their places. What a person wrote or has decided on stays beside them: only a person takes it away.
 */
export function replaced(pair: PairState, replacements: readonly Replacement[]): Pick<Findings, 'constraints' | 'superseded'> {
  if (replacements.length === 0) return {}
  const givingWay = new Set(pair.constraints.filter(mayGiveWay).map(({ id }) => id))
  const superseded = replacements.flatMap(({ ref, repairOfId }) => (givingWay.has(repairOfId) ? [{ constraintId: repairOfId, by: ref }] : []))
  return { constraints: [...replacements], ...(superseded.length > 0 ? { superseded } : {}) }
}

/** Whether a step may put another constraint in its place: no person wrote it, and none has decided on it. */
export function mayGiveWay({ origin, status }: Pick<ConstraintState, 'origin' | 'status'>): boolean {
  return origin !== 'human' && status === 'pending'
}
