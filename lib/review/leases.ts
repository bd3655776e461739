import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import type { Held, QueueState, ReviewScope } from '#lib/review/contract.ts'
import { inScope, leaseSeconds } from '#lib/review/queue.ts'

/** `POST /api/v1/datasets/:id/leases` {renew, release}: pair ids that a page still holds, and those that it is done with. Answers {held: Held[]}. */
export const leasesInput = z.object({ renew: z.array(z.uuid()).max(100).default([]), release: z.array(z.uuid()).max(100).default([]) })

/**
 * Keeps a reviewer's leases alive and gives others back. A lease that has ended meanwhile is renewed where nobody else took the
 * pair; where somebody did, the pair is theirs. Answers who has the pairs that are not the reviewer's any more.
 */
export async function keepLeases(datasetId: string, reviewerId: string, { renew, release }: z.infer<typeof leasesInput>): Promise<Held[]> {
  if (release.length > 0) {
    await db().$executeRaw`
      UPDATE "ReviewSlot" SET "reviewerId" = NULL, "leasedUntil" = NULL
      WHERE "datasetId" = ${datasetId}::uuid AND "pairId" = ANY(${release}::uuid[]) AND "reviewerId" = ${reviewerId}`
  }
  if (renew.length === 0) return []
  await db().$executeRaw`
    UPDATE "ReviewSlot" SET "reviewerId" = ${reviewerId}, "leasedUntil" = now() + make_interval(secs => ${leaseSeconds})
    WHERE "datasetId" = ${datasetId}::uuid AND "pairId" = ANY(${renew}::uuid[])
      AND ("reviewerId" = ${reviewerId} OR "leasedUntil" IS NULL OR "leasedUntil" <= now())`
  return heldByOthers(datasetId, reviewerId, renew)
}

/** Which of these pairs somebody else has, and until when. */
export async function heldByOthers(datasetId: string, reviewerId: string, pairIds: string[]): Promise<Held[]> {
  if (pairIds.length === 0) return []
  const slots = await db().reviewSlot.findMany({
    where: { datasetId, pairId: { in: pairIds }, reviewerId: { not: reviewerId }, leasedUntil: { gt: new Date() } },
    include: { reviewer: { select: { name: true } } },
  })
  return slots.flatMap(({ pairId, reviewer, leasedUntil }) => (reviewer && leasedUntil ? [{ pairId, reviewer: reviewer.name, until: leasedUntil.toISOString() }] : []))
}

/** Why a reviewer's queue has what it has: the pairs of the scope, and those of them that others have. */
export async function queueState(datasetId: string, reviewerId: string, scope: ReviewScope): Promise<QueueState> {
  const [pairs, leased] = await Promise.all([
    db().$queryRaw<{ undecided: number; inScope: number }[]>`
      SELECT count(*) FILTER (WHERE p."undecidedCount" > 0)::int AS undecided, count(*) FILTER (WHERE ${inScope[scope]})::int AS "inScope"
      FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid`,
    db().$queryRaw<{ reviewer: string; pairs: number; until: Date }[]>`
      SELECT u.name AS reviewer, count(*)::int AS pairs, max(s."leasedUntil") AS until
      FROM "ReviewSlot" s JOIN "User" u ON u.id = s."reviewerId" JOIN "Pair" p ON p.id = s."pairId"
      WHERE s."datasetId" = ${datasetId}::uuid AND s."leasedUntil" > now() AND s."reviewerId" <> ${reviewerId} AND ${inScope[scope]}
      GROUP BY u.id, u.name ORDER BY u.name`,
  ])
  return {
    undecided: pairs[0]?.undecided ?? 0,
    inScope: pairs[0]?.inScope ?? 0,
    leased: leased.map((row) => ({ ...row, until: row.until.toISOString() })),
  }
}
