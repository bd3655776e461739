import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Held, QueueState, ReviewScope } from '#lib/review/contract.ts'
import { inScope } from '#lib/review/queue.ts'
import { disputesHeld, disputesLeased, leaseDisputed, releaseDisputed, requireAdjudicator } from '#lib/review/disputes.ts'
import { routedToReviewer } from '#lib/review/routing.ts'
import { leaseSeconds } from '#lib/review/slots.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'

/** `POST /api/v1/datasets/:id/leases` {renew, release}: pair ids that a page still holds, and those that it is done with; `final` is an adjudicator's page. Answers {held: Held[]}. */
export const leasesInput = z.object({ renew: z.array(z.uuid()).max(100).default([]), release: z.array(z.uuid()).max(100).default([]), final: z.boolean().default(false) })

/**
 * Keeps a reviewer's leases alive and gives others back. A lease that has ended meanwhile is renewed where nobody else took the
 * pair; where somebody did, the pair is theirs. Answers who has the pairs that are not the reviewer's any more. Throws AppError('not_found') for an unknown dataset, and 'forbidden' for an adjudicator's page
 * of somebody who settles nothing there.
 */
export async function keepLeases(datasetId: string, reviewer: Actor, { renew, release, final }: z.input<typeof leasesInput>): Promise<Held[]> {
  await requireDataset(datasetId)
  if (final) return keepDisputes(datasetId, reviewer, renew ?? [], release ?? [])
  const reviewerId = reviewer.id
  if (release && release.length > 0) {
    await db().$executeRaw`
      UPDATE "ReviewSlot" SET "reviewerId" = NULL, "leasedUntil" = NULL
      WHERE "datasetId" = ${datasetId}::uuid AND "pairId" = ANY(${release}::uuid[]) AND "reviewerId" = ${reviewerId} AND "doneAt" IS NULL`
  }
  if (!renew || renew.length === 0) return []
  await db().$executeRaw`
    WITH place AS MATERIALIZED (
      SELECT wanted.id, s.slot FROM unnest(${renew}::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
        SELECT s.slot FROM "ReviewSlot" s
        WHERE s."pairId" = wanted.id AND s."datasetId" = ${datasetId}::uuid AND s."doneAt" IS NULL AND (s."reviewerId" = ${reviewerId} OR s."leasedUntil" IS NULL OR s."leasedUntil" <= now())
          AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" m WHERE m."pairId" = wanted.id AND m."reviewerId" = ${reviewerId} AND m.slot <> s.slot)
        ORDER BY s.slot LIMIT 1 FOR UPDATE SKIP LOCKED) s)
    UPDATE "ReviewSlot" s SET "reviewerId" = ${reviewerId}, "leasedUntil" = now() + make_interval(secs => ${leaseSeconds})
    FROM place WHERE s."pairId" = place.id AND s.slot = place.slot`
  return heldByOthers(datasetId, reviewerId, renew)
}

async function keepDisputes(datasetId: string, adjudicator: Actor, renew: string[], release: string[]): Promise<Held[]> {
  requireAdjudicator(adjudicator, await policyOfDataset(db(), datasetId))
  const adjudicatorId = adjudicator.id
  if (release.length > 0) await releaseDisputed(datasetId, adjudicatorId, release)
  if (renew.length === 0) return []
  await leaseDisputed(datasetId, adjudicatorId, renew)
  return disputesHeld(datasetId, adjudicatorId, renew)
}

/** Which of these pairs others have so that no place is left, and until when the first of them at the latest. */
export async function heldByOthers(datasetId: string, reviewerId: string, pairIds: string[]): Promise<Held[]> {
  if (pairIds.length === 0) return []
  const slots = await db().reviewSlot.findMany({ where: { datasetId, pairId: { in: pairIds } }, include: { reviewer: { select: { name: true } } }, orderBy: { slot: 'asc' } })
  const now = new Date()
  return pairIds.flatMap((pairId): Held[] => {
    const places = slots.filter((slot) => slot.pairId === pairId)
    const free = places.some(({ doneAt, leasedUntil }) => doneAt === null && (leasedUntil === null || leasedUntil <= now))
    const leased = places.find((slot) => slot.reviewerId !== reviewerId && slot.leasedUntil !== null && slot.leasedUntil > now)
    if (free || !leased?.reviewer || !leased.leasedUntil || places.some((slot) => slot.reviewerId === reviewerId)) return []
    return [{ pairId, reviewer: leased.reviewer.name, until: leased.leasedUntil.toISOString() }]
  })
}

/** Why a reviewer's queue has what it has: the pairs of the scope, and those of them that others have. */
export async function queueState(datasetId: string, reviewerId: string, scope: ReviewScope, only: Prisma.Sql = Prisma.empty): Promise<QueueState> {
  const policy = await policyOfDataset(db(), datasetId)
  const routed = scope === 'all' || scope === 'disputed' ? Prisma.empty : await routedToReviewer(datasetId, reviewerId, policy)
  const [pairs, leased, waiting] = await Promise.all([
    db().$queryRaw<{ undecided: number; inScope: number; mine: number }[]>`
      SELECT count(*) FILTER (WHERE p."undecidedCount" > 0)::int AS undecided, count(*) FILTER (WHERE ${inScope[scope]} ${only})::int AS "inScope",
        count(*) FILTER (WHERE ${inScope[scope]} ${only} ${routed})::int AS mine
      FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid`,
    scope === 'disputed'
      ? disputesLeased(datasetId, reviewerId)
      : db().$queryRaw<{ reviewer: string; pairs: number; until: Date }[]>`
      SELECT u.name AS reviewer, count(*)::int AS pairs, max(s."leasedUntil") AS until
      FROM "ReviewSlot" s JOIN "User" u ON u.id = s."reviewerId" JOIN "Pair" p ON p.id = s."pairId"
      WHERE s."datasetId" = ${datasetId}::uuid AND s."leasedUntil" > now() AND s."reviewerId" <> ${reviewerId} AND ${inScope[scope]} ${only} ${routed}
      GROUP BY u.id, u.name ORDER BY u.name`,
    db().$queryRaw<{ pairs: number }[]>`
      SELECT count(*)::int AS pairs FROM "ReviewSlot" s JOIN "Pair" p ON p.id = s."pairId"
      WHERE s."datasetId" = ${datasetId}::uuid AND s."reviewerId" = ${reviewerId} AND s."doneAt" IS NOT NULL AND ${inScope[scope]} ${only}`,
  ])
  return {
    undecided: pairs[0]?.undecided ?? 0,
    inScope: pairs[0]?.inScope ?? 0,
    leased: leased.map((row) => ({ ...row, until: row.until.toISOString() })),
    waiting: waiting[0]?.pairs ?? 0,
    elsewhere: (pairs[0]?.inScope ?? 0) - (pairs[0]?.mine ?? 0),
  }
}
