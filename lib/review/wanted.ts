import { createHash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'

type Asked = Pick<ReviewPolicy, 'overlap' | 'share'>

/** How many people a policy wants to decide this pair. Which pairs are in the share depends on their ids alone, so that a larger share keeps those of a smaller one. */
export function wantedFor({ overlap, share }: Asked, pairId: string): number {
  if (overlap === 1 || share === 100) return overlap
  const place = Number.parseInt(createHash('md5').update(pairId).digest('hex').slice(0, 7), 16) % 100
  return place < share ? overlap : 1
}

/** The same of a pair `p`, as SQL. */
export function wantedSql({ overlap, share }: Asked): Prisma.Sql {
  if (overlap === 1 || share === 100) return Prisma.sql`${overlap}::int`
  return Prisma.sql`(CASE WHEN ('x' || left(md5(p.id::text), 7))::bit(28)::int % 100 < ${share} THEN ${overlap}::int ELSE 1 END)`
}

/** The policy of a dataset; the default where there is no such dataset. */
export async function policyOfDataset(tx: Db | Tx, datasetId: string): Promise<ReviewPolicy> {
  return policyOf((await tx.dataset.findUnique({ where: { id: datasetId }, select: { policy: true } }))?.policy)
}

/** Whether somebody settles what others differ on: those whom the policy names, or the owner and admins where it names nobody. */
export function mayAdjudicate(actor: Pick<Actor, 'id' | 'role'>, { adjudicators }: Pick<ReviewPolicy, 'adjudicators'>): boolean {
  return adjudicators.length === 0 ? mayManage(actor) : adjudicators.includes(actor.id)
}
