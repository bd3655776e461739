import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { ReviewScope } from '#lib/review/contract.ts'
import { policyOf } from '#lib/review/policy.ts'
import { queueOrder, type QueueOrderSql } from '#lib/review/queue-order.ts'

/** How long a pair stays with who has it, in seconds, once nothing more is heard from their page. */
export const leaseSeconds = 120

export interface QueueQuery {
  scope: ReviewScope
  limit: number
  after?: string | undefined
  before?: string | undefined
}

/** Which pairs `p` a scope has, as SQL. */
export const inScope: Record<ReviewScope, Prisma.Sql> = {
  undecided: Prisma.sql`p."undecidedCount" > 0`,
  refuted: Prisma.sql`p."refutedCount" > 0`,
  all: Prisma.sql`p."constraintCount" > 0`,
}

const tries = 50

/**
 * Hands the next pairs to a reviewer: the first ones in the order of the dataset's policy that nobody else has. They are the
 * reviewer's until the lease ends; their ids are answered in order. Scope `all` is for looking around: it leaves nothing out,
 * and a pair that somebody else has stays theirs. Throws where there is no such dataset.
 */
export async function takeFromQueue(datasetId: string, reviewerId: string, query: QueueQuery): Promise<string[]> {
  const { policy } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { policy: true } })
  const order = queueOrder(datasetId, policyOf(policy))
  for (let attempt = 1; ; attempt++) {
    const candidates = await candidatesIn(datasetId, reviewerId, query, order)
    const mine = await lease(datasetId, reviewerId, candidates, query.limit)
    if (query.scope === 'all') return candidates.slice(0, query.limit).map(({ id }) => id)
    // Whoever was quicker has the rest now; the next look leaves those out and finds what lies behind them.
    if (mine.length >= Math.min(query.limit, candidates.length) || attempt === tries) return mine
  }
}

/** Leases certain pairs where nobody else has them. */
export async function leasePairs(datasetId: string, reviewerId: string, pairIds: string[]): Promise<void> {
  const { policy } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { policy: true } })
  const { band } = queueOrder(datasetId, policyOf(policy))
  const found = await db().$queryRaw<Candidate[]>`
    SELECT p.id, ${band} AS band FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${pairIds}::uuid[])`
  await lease(datasetId, reviewerId, found, found.length)
}

interface Candidate {
  id: string
  band: number
}

/** The pairs to choose from, in order: more than are wanted, as others may choose from them at the same moment. */
function candidatesIn(datasetId: string, reviewerId: string, query: QueueQuery, order: QueueOrderSql): Promise<Candidate[]> {
  const { scope, limit, after, before } = query
  const backwards = before !== undefined
  const direction = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const from = before ?? after
  const spare = scope === 'all' ? 0 : limit + 8
  return db().$queryRaw<Candidate[]>`
    SELECT p.id, ${order.band} AS band FROM "Pair" p
    WHERE p."datasetId" = ${datasetId}::uuid AND ${inScope[scope]}
      ${from ? beyond(order, from, backwards) : Prisma.empty}
      ${scope === 'all' ? Prisma.empty : Prisma.sql`AND p.id <> ALL (ARRAY(${leasedByOthers(datasetId, reviewerId)}))`}
    ORDER BY ${order.banded ? Prisma.sql`2 ${direction},` : Prisma.empty} ${order.tie} ${direction}
    LIMIT ${limit + spare}`
}

function leasedByOthers(datasetId: string, reviewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT "pairId" FROM "ReviewSlot" WHERE "datasetId" = ${datasetId}::uuid AND "leasedUntil" > now() AND "reviewerId" <> ${reviewerId}`
}

/** Behind (or before) a pair, told by the band that it had when it was handed out. */
function beyond({ band, tie, banded }: QueueOrderSql, from: string, backwards: boolean): Prisma.Sql {
  const compare = backwards ? Prisma.sql`<` : Prisma.sql`>`
  if (!banded) return Prisma.sql`AND ${tie} ${compare} ${from}::uuid`
  return Prisma.sql`AND p.id <> ${from}::uuid AND (${band}, ${tie}) ${compare} (
    SELECT coalesce((SELECT s.band FROM "ReviewSlot" s WHERE s."pairId" = p.id AND s.slot = 1), ${band}), ${tie} FROM "Pair" p WHERE p.id = ${from}::uuid)`
}

/**
 * Leases the first `limit` of the candidates that are free, in one statement that waits for nobody: a slot that somebody else is
 * just taking is passed over. A slot is free when its lease has ended, or was never given, or is the reviewer's own.
 */
async function lease(datasetId: string, reviewerId: string, candidates: Candidate[], limit: number): Promise<string[]> {
  if (candidates.length === 0) return []
  const listed = JSON.stringify(candidates.map(({ id, band }, place) => ({ id, band, place })))
  await db().$executeRaw`
    INSERT INTO "ReviewSlot" ("datasetId", "pairId", slot, band)
    SELECT ${datasetId}::uuid, id, 1, band FROM json_to_recordset(${listed}::json) AS c (id uuid, band int) ORDER BY id
    ON CONFLICT DO NOTHING`
  const taken = await db().$queryRaw<{ pairId: string; place: number }[]>`
    WITH free AS MATERIALIZED (
      SELECT c.id, c.band, c.place
      FROM json_to_recordset(${listed}::json) AS c (id uuid, band int, place int)
        CROSS JOIN LATERAL (
          SELECT s.slot FROM "ReviewSlot" s
          WHERE s."pairId" = c.id AND s.slot = 1 AND (s."reviewerId" = ${reviewerId} OR s."leasedUntil" IS NULL OR s."leasedUntil" <= now())
          FOR UPDATE SKIP LOCKED) s
      LIMIT ${limit})
    UPDATE "ReviewSlot" s SET "reviewerId" = ${reviewerId}, "leasedUntil" = now() + make_interval(secs => ${leaseSeconds}), band = free.band
    FROM free WHERE s."pairId" = free.id AND s.slot = 1
    RETURNING s."pairId", free.place`
  return taken.toSorted((a, b) => a.place - b.place).map(({ pairId }) => pairId)
}
