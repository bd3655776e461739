import type { Actor } from '#lib/auth/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'
import type { Held } from '#lib/review/contract.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { leaseSeconds } from '#lib/review/slots.ts'
import { mayAdjudicate } from '#lib/review/wanted.ts'

/** Throws AppError('forbidden') for whoever does not settle this dataset's disputes. */
export function requireAdjudicator(actor: Actor, policy: ReviewPolicy): void {
  if (!mayAdjudicate(actor, policy)) throw new AppError('forbidden', 'Only the adjudicators of this dataset may settle what people differ on.')
}

interface DisputeQuery {
  limit: number
  after?: string | undefined
  before?: string | undefined
  at?: string | undefined
}

/** Hands an adjudicator the next pairs on which people differ, in order of id, but for those that another adjudicator is at. */
export async function takeDisputed(datasetId: string, adjudicatorId: string, { limit, after, before, at }: DisputeQuery): Promise<{ ids: string[]; held: Held[] }> {
  const pinned = at ? await db().pair.findMany({ where: { datasetId, id: at }, select: { id: true } }) : []
  const from = at && !before ? at : (before ?? after)
  const backwards = before !== undefined && !at
  const beyond = from ? (backwards ? Prisma.sql`AND c."pairId" < ${from}::uuid` : Prisma.sql`AND c."pairId" > ${from}::uuid`) : Prisma.empty
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c."pairId"::text AS id FROM "Constraint" c
    WHERE c."datasetId" = ${datasetId}::uuid AND c.status = 'disputed' ${beyond}
      AND NOT EXISTS (SELECT 1 FROM "AdjudicationLease" l WHERE l."pairId" = c."pairId" AND l."reviewerId" <> ${adjudicatorId} AND l."leasedUntil" > now())
    ORDER BY 1 ${backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${limit + 8}`
  const wanted = [...pinned, ...found].map(({ id }) => id)
  const taken = new Set(await leaseDisputed(datasetId, adjudicatorId, wanted.slice(0, limit + pinned.length)))
  const ids = wanted.filter((id) => taken.has(id) || id === at).slice(0, limit)
  return { ids, held: await disputesHeld(datasetId, adjudicatorId, ids) }
}

/** Leases these pairs to an adjudicator where no other has them, or lengthens the lease; answers which are theirs. */
export async function leaseDisputed(datasetId: string, adjudicatorId: string, pairIds: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ pairId: string }[]>`
    INSERT INTO "AdjudicationLease" AS l ("pairId", "datasetId", "reviewerId", "leasedUntil")
    SELECT id, ${datasetId}::uuid, ${adjudicatorId}, now() + make_interval(secs => ${leaseSeconds})
    FROM "Pair" WHERE id = ANY (${pairIds}::uuid[]) AND "datasetId" = ${datasetId}::uuid ORDER BY id
    ON CONFLICT ("pairId") DO UPDATE SET "reviewerId" = EXCLUDED."reviewerId", "leasedUntil" = EXCLUDED."leasedUntil"
      WHERE l."reviewerId" = EXCLUDED."reviewerId" OR l."leasedUntil" <= now()
    RETURNING "pairId"::text AS "pairId"`
  return rows.map(({ pairId }) => pairId)
}

/** Gives an adjudicator's leases back. */
export async function releaseDisputed(datasetId: string, adjudicatorId: string, pairIds: string[]): Promise<void> {
  await db().adjudicationLease.deleteMany({ where: { datasetId, reviewerId: adjudicatorId, pairId: { in: pairIds } } })
}

/** Which of these disputed pairs another adjudicator is at, and until when. */
export async function disputesHeld(datasetId: string, adjudicatorId: string, pairIds: string[]): Promise<Held[]> {
  if (pairIds.length === 0) return []
  const rows = await db().$queryRaw<{ pairId: string; reviewer: string; until: Date }[]>`
    SELECT l."pairId"::text AS "pairId", coalesce(u.name, 'Somebody') AS reviewer, l."leasedUntil" AS until
    FROM "AdjudicationLease" l LEFT JOIN "User" u ON u.id = l."reviewerId"
    WHERE l."datasetId" = ${datasetId}::uuid AND l."pairId" = ANY (${pairIds}::uuid[]) AND l."reviewerId" <> ${adjudicatorId} AND l."leasedUntil" > now()`
  return rows.map((row) => ({ ...row, until: row.until.toISOString() }))
}

/** How many disputed pairs other adjudicators are at, by name, and until when. */
export function disputesLeased(datasetId: string, adjudicatorId: string): Promise<{ reviewer: string; pairs: number; until: Date }[]> {
  return db().$queryRaw`
    SELECT coalesce(u.name, 'Somebody') AS reviewer, count(*)::int AS pairs, max(l."leasedUntil") AS until
    FROM "AdjudicationLease" l LEFT JOIN "User" u ON u.id = l."reviewerId"
    WHERE l."datasetId" = ${datasetId}::uuid AND l."leasedUntil" > now() AND l."reviewerId" <> ${adjudicatorId}
      AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = l."pairId" AND c.status = 'disputed')
    GROUP BY u.id, u.name ORDER BY 1`
}
