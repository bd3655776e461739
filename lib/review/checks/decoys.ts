import { createHash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'

/** Before whose eyes a list or a count comes, and of how many of a hundred proven constraints they are not to know the verdict: see mix-in.ts. */
export interface Sight {
  reviewerId: string
  goldRate: number
}

/** How somebody sees a dataset. Who leads sees all verdicts in lists and counts: they set how many are hidden. */
export async function sightOf(actor: Pick<Actor, 'id' | 'role'>, datasetId: string): Promise<Sight> {
  return { reviewerId: actor.id, goldRate: mayManage(actor) ? 0 : (await policyOfDataset(db(), datasetId)).goldRate }
}

const places = 2 ** 28

/** Whether a constraint, if it is proven and undecided, is shown to a reviewer as if no program had looked at it. Hangs on both ids alone. */
export function isDrawnAsDecoy(constraintId: string, { reviewerId, goldRate }: Sight): boolean {
  const digits = createHash('md5').update(`decoy ${constraintId} ${reviewerId}`).digest('hex').slice(0, 7)
  return Number.parseInt(digits, 16) < (goldRate / 100) * places
}

/** The same of Constraint `c`, with what makes it one; never NULL. */
export function decoySql({ reviewerId, goldRate }: Sight): Prisma.Sql {
  if (goldRate === 0) return Prisma.sql`FALSE`
  return Prisma.sql`(c.status = 'pending' AND c.outcome IS NOT NULL AND c.outcome = 'pass' AND c."outcomeBy" IS DISTINCT FROM 'llm'
    AND ('x' || left(md5('decoy ' || c.id::text || ' ' || ${reviewerId}::text), 7))::bit(28)::int < ${(goldRate / 100) * places}::float8)`
}
