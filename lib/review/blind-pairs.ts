import type { Actor } from '#lib/auth/contract.ts'
import { db } from '#lib/db/client.ts'
import { decidesUnled, policyOf } from '#lib/review/policy.ts'
import { heldRefinement, refinementInclude, refinementOf } from '#lib/review/refinement.ts'
import { mayLook } from '#lib/review/settle.ts'
import { mayAdjudicate, wantedFor } from '#lib/review/wanted.ts'

/**
 * Which of these pairs somebody decides blind and has not decided whole, with their refined instruction: what others say of them is not for them yet. The owner and
 * admins see everything anyway, and adjudicators what people differ on.
 */
export async function blindPairs(actor: Pick<Actor, 'id' | 'role'>, pairIds: readonly string[]): Promise<Set<string>> {
  const pairs = await db().pair.findMany({
    where: { id: { in: [...new Set(pairIds)] } },
    select: {
      id: true,
      dataset: { select: { policy: true } },
      constraints: { where: { status: { not: 'superseded' } }, select: { status: true, opinions: { where: { reviewerId: actor.id }, select: { reviewerId: true, status: true } } } },
      variants: { where: { kind: 'refined' }, include: refinementInclude },
    },
  })
  const blind = pairs.filter(({ id, dataset, constraints, variants }) => {
    const policy = policyOf(dataset.policy)
    const wanted = wantedFor(policy, id)
    if (!decidesUnled(actor, dataset.policy) || wanted === 1) return false
    if (mayAdjudicate(actor, policy) && [...constraints, ...variants].some(({ status }) => status === 'disputed')) return false
    const refinement = refinementOf(variants.map((variant) => heldRefinement(variant, { id: actor.id, wanted })))
    // As with constraints, whoever skips may decide yet.
    if (refinement && (refinement.status === 'pending' || refinement.status === 'skipped')) return true
    return constraints.length > 0 && !mayLook(constraints).includes(actor.id)
  })
  return new Set(blind.map(({ id }) => id))
}
