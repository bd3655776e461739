import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { ReviewScope } from '#lib/review/contract.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { queueOrder, type QueueOrderSql } from '#lib/review/queue-order.ts'
import { routedToReviewer } from '#lib/review/routing.ts'
import { leaseSeconds } from '#lib/review/slots.ts'
import { wantedSql } from '#lib/review/wanted.ts'

export interface QueueQuery {
  scope: ReviewScope
  limit: number
  after?: string | undefined
  before?: string | undefined
  /** Only pairs that this finds: conditions on "Pair" p that begin with AND, as pairConditions makes them. */
  only?: Prisma.Sql | undefined
}

/** Which pairs `p` a scope has, as SQL. */
export const inScope: Record<ReviewScope, Prisma.Sql> = {
  undecided: Prisma.sql`p."undecidedCount" > 0`,
  refuted: Prisma.sql`p."refutedCount" > 0`,
  all: Prisma.sql`p."constraintCount" > 0`,
  disputed: Prisma.sql`EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'disputed')`,
}

const tries = 50

/**
 * Hands the next pairs to a reviewer: the first ones in the order of the dataset's policy that nobody else has. They are the
 * reviewer's until the lease ends; their ids are answered in order. Scope `all` is for looking around: it leaves nothing out,
 * and a pair that somebody else has stays theirs. Throws where there is no such dataset.
 */
export async function takeFromQueue(datasetId: string, reviewerId: string, query: QueueQuery): Promise<string[]> {
  const { policy } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { policy: true } })
  const policyNow = policyOf(policy)
  const order = queueOrder(datasetId, policyNow)
  const routed = query.scope === 'all' ? Prisma.empty : await routedToReviewer(reviewerId, policyNow)
  const narrowed = { ...query, only: Prisma.sql`${query.only ?? Prisma.empty} ${routed}` }
  for (let attempt = 1; ; attempt++) {
    const candidates = await candidatesIn(datasetId, reviewerId, narrowed, policyNow, order)
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
    SELECT p.id, ${band} AS band, ${wantedSql(policyOf(policy))} AS wanted FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${pairIds}::uuid[])`
  await lease(datasetId, reviewerId, found, found.length)
}

interface Candidate {
  id: string
  band: number
  /** How many places there are at the pair. */
  wanted: number
}

/** The pairs to choose from, in order: more than are wanted, as others may choose from them at the same moment. */
function candidatesIn(datasetId: string, reviewerId: string, query: QueueQuery, policy: ReviewPolicy, order: QueueOrderSql): Promise<Candidate[]> {
  const { scope, limit, after, before, only = Prisma.empty } = query
  const backwards = before !== undefined
  const direction = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const from = before ?? after
  const spare = scope === 'all' ? 0 : limit + 8
  const found = (status: Prisma.Sql, first = Prisma.empty): Prisma.Sql => Prisma.sql`
    SELECT p.id, ${order.band} AS band, ${wantedSql(policy)} AS wanted FROM "Pair" p
    WHERE p."datasetId" = ${datasetId}::uuid ${status} AND ${inScope[scope]} ${only}
      ${from ? beyond(order, from, backwards, reviewerId) : Prisma.empty}
      ${scope === 'all' ? Prisma.empty : policy.overlap > 1 ? hasPlaceFor(reviewerId, policy) : Prisma.sql`AND p.id <> ALL (ARRAY(${leasedByOthers(datasetId, reviewerId)}))`}
    ORDER BY ${first} ${order.banded ? Prisma.sql`2 ${direction},` : Prisma.empty} ${order.tie} ${direction}
    LIMIT ${limit + spare}`
  // In order of id, what is undecided is found by its status in an index, so that nobody walks past all that is reviewed already.
  if (scope !== 'undecided' || order.banded || from !== undefined) return db().$queryRaw<Candidate[]>(found(Prisma.empty))
  return db().$queryRaw<Candidate[]>`(${found(ofStatus('pending'), byStatus)}) UNION ALL (${found(ofStatus('in_review'), byStatus)}) ORDER BY id LIMIT ${limit + spare}`
}

/** As a range and not as an equality, and sorted by it first: only the index on (dataset, status, id) gives that order, and Postgres cannot take the one on ids alone for as good. */
const byStatus = Prisma.sql`p.status,`

function ofStatus(status: 'pending' | 'in_review'): Prisma.Sql {
  return Prisma.sql`AND p.status >= ${status}::"PairStatus" AND p.status <= ${status}::"PairStatus"`
}

function leasedByOthers(datasetId: string, reviewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT "pairId" FROM "ReviewSlot" WHERE "datasetId" = ${datasetId}::uuid AND "leasedUntil" > now() AND "reviewerId" <> ${reviewerId}`
}

/** A pair that the reviewer has not decided yet, and at which others leave a place: they have it, or have had their say, in fewer places than there are. */
function hasPlaceFor(reviewerId: string, policy: ReviewPolicy): Prisma.Sql {
  return Prisma.sql`
    AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" mine WHERE mine."pairId" = p.id AND mine."reviewerId" = ${reviewerId} AND mine."doneAt" IS NOT NULL)
    AND (SELECT count(*) FROM "ReviewSlot" other WHERE other."pairId" = p.id AND other."reviewerId" <> ${reviewerId}
      AND (other."doneAt" IS NOT NULL OR other."leasedUntil" > now())) < ${wantedSql(policy)}`
}

/** Behind (or before) a pair, told by the band that it had when it was handed out. */
function beyond({ band, tie, banded }: QueueOrderSql, from: string, backwards: boolean, reviewerId: string): Prisma.Sql {
  const compare = backwards ? Prisma.sql`<` : Prisma.sql`>`
  if (!banded) return Prisma.sql`AND ${tie} ${compare} ${from}::uuid`
  return Prisma.sql`AND p.id <> ${from}::uuid AND (${band}, ${tie}) ${compare} (
    SELECT coalesce((SELECT s.band FROM "ReviewSlot" s WHERE s."pairId" = p.id ORDER BY (s."reviewerId" = ${reviewerId}) DESC NULLS LAST, s.slot LIMIT 1), ${band}), ${tie} FROM "Pair" p WHERE p.id = ${from}::uuid)`
}

/**
 * Leases the first `limit` of the candidates at which there is a place, in one statement that waits for nobody: a place that somebody
 * else is just taking is passed over. A place is free when its lease has ended, or was never given, or is the reviewer's own;
 * nobody has two at one pair.
 */
async function lease(datasetId: string, reviewerId: string, candidates: Candidate[], limit: number): Promise<string[]> {
  if (candidates.length === 0) return []
  const listed = JSON.stringify(candidates.map(({ id, band, wanted }, place) => ({ id, band, wanted, place })))
  await db().$executeRaw`
    INSERT INTO "ReviewSlot" ("datasetId", "pairId", slot, band)
    SELECT ${datasetId}::uuid, id, slot, band FROM json_to_recordset(${listed}::json) AS c (id uuid, band int, wanted int), generate_series(1, wanted) AS slot ORDER BY id, slot
    ON CONFLICT DO NOTHING`
  const taken = await unlessTwice(
    () => db().$queryRaw<{ pairId: string; place: number }[]>`
    WITH free AS MATERIALIZED (
      SELECT c.id, c.band, c.place, s.slot
      FROM json_to_recordset(${listed}::json) AS c (id uuid, band int, place int)
        CROSS JOIN LATERAL (
          SELECT s.slot FROM "ReviewSlot" s
          WHERE s."pairId" = c.id AND s."doneAt" IS NULL AND (s."reviewerId" = ${reviewerId} OR s."leasedUntil" IS NULL OR s."leasedUntil" <= now())
            AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" m WHERE m."pairId" = c.id AND m."reviewerId" = ${reviewerId} AND m.slot <> s.slot)
          ORDER BY s.slot LIMIT 1
          FOR UPDATE SKIP LOCKED) s
      LIMIT ${limit})
    UPDATE "ReviewSlot" s SET "reviewerId" = ${reviewerId}, "leasedUntil" = now() + make_interval(secs => ${leaseSeconds}), band = free.band
    FROM free WHERE s."pairId" = free.id AND s.slot = free.slot
    RETURNING s."pairId", free.place`,
  )
  return taken.toSorted((a, b) => a.place - b.place).map(({ pairId }) => pairId)
}

/** Takes nothing where two windows of one person reached for two places at one pair in the same moment: the next try finds the one that they have. */
async function unlessTwice<T>(work: () => Promise<T[]>): Promise<T[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2010' && error.message.includes('23505')) return []
    throw error
  }
}
