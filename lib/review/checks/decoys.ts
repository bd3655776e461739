import { createHash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { drawKey } from '#lib/review/checks/draw.ts'
import { isProven, type ConstraintStatus, type ConstraintView } from '#lib/review/contract.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'

/** Before whose eyes a list or a count comes, and of how many of a hundred proven constraints they are not to know the verdict: see mix-in.ts. */
export interface Sight {
  reviewerId: string
  goldRate: number
  /** Whether they may find pairs by the checks that are mixed in for reviewers. */
  leads?: boolean
  /** Whether bare words find no checks, not even their own. */
  sparesChecks?: boolean
}

/** How somebody sees a dataset. Who leads sees all verdicts in lists and counts: they set how many are hidden. */
export async function sightOf(actor: Pick<Actor, 'id' | 'role'>, datasetId: string): Promise<Sight> {
  return sightUnder(actor, await policyOfDataset(db(), datasetId))
}

/** The same, where the dataset's policy is known. */
export function sightUnder(actor: Pick<Actor, 'id' | 'role'>, { goldRate }: Pick<ReviewPolicy, 'goldRate'>): Sight {
  return { reviewerId: actor.id, goldRate: mayManage(actor) ? 0 : goldRate, leads: mayManage(actor) }
}

const places = 2 ** 28

/** Who skips or flags has not answered, and may undo it. */
export const unanswered: readonly ConstraintStatus[] = ['pending', 'skipped', 'flagged']

/** Whether a constraint, if it is proven and unanswered, is shown to a reviewer as if no program had looked at it. Hangs on both ids and the installation's secret. */
export function isDrawnAsDecoy(constraintId: string, { reviewerId, goldRate }: Sight, key: string = drawKey(reviewerId)): boolean {
  const digits = createHash('md5').update(`${key} decoy ${constraintId}`).digest('hex').slice(0, 7)
  return Number.parseInt(digits, 16) < (goldRate / 100) * places
}

/** The same of Constraint `c`, with what makes it one; never NULL. */
export function decoySql({ reviewerId, goldRate }: Sight): Prisma.Sql {
  if (goldRate === 0) return Prisma.sql`FALSE`
  return Prisma.sql`(c.status IN ('pending', 'skipped', 'flagged') AND c.outcome IS NOT NULL AND c.outcome = 'pass' AND c."outcomeBy" IS DISTINCT FROM 'llm'
    AND ('x' || left(md5(${drawKey(reviewerId)}::text || ' decoy ' || c.id::text), 7))::bit(28)::int < ${(goldRate / 100) * places}::float8)`
}

/**
 * Constraints without what programs say of those that are decoys to somebody. About as many are as there are checks: else a type that programs
 * know, without a verdict, would tell that it is one.
 */
export function withoutDecoys(constraints: readonly ConstraintView[], sight: Sight): ConstraintView[] {
  if (sight.goldRate === 0) return [...constraints]
  const key = drawKey(sight.reviewerId)
  const isDecoy = ({ id, status, outcome, judge }: ConstraintView): boolean => unanswered.includes(status) && isProven({ outcome, judge }) && isDrawnAsDecoy(id, sight, key)
  return constraints.map((each) => (isDecoy(each) ? withoutVerdict(each) : each))
}

/** The same of one constraint, as the answer to a decision has it. */
export function withoutDecoy(constraint: ConstraintView, sight: Sight): ConstraintView {
  return withoutDecoys([constraint], sight)[0] ?? constraint
}

function withoutVerdict(view: ConstraintView): ConstraintView {
  return { ...view, checker: null, outcome: null, measured: null, detail: null, evidence: [], metBy: null, rule: null }
}
