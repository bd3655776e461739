import { db, pool } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOf, rowsOfPlanned } from '#lib/db/rows-of.ts'
import { isTaken } from '#lib/db/sql-state.ts'
import type { ReviewScope } from '#lib/review/contract.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { queueOrder, type QueueOrderSql } from '#lib/review/queue-order.ts'
import { routedToReviewer } from '#lib/review/routing.ts'
import { leaseSeconds } from '#lib/review/slots.ts'
import { wantedSql } from '#lib/review/wanted.ts'
import { slotsEach } from '#lib/runs/slots.ts'

export interface QueueQuery {
  scope: ReviewScope
  limit: number
  after?: string | undefined
  before?: string | undefined
  /** Only pairs that this finds: conditions on "Pair" p that begin with AND, as pairConditions makes them. */
  only?: Prisma.Sql | undefined
  /** Only to be at hand: nobody is handed them. */
  reserve?: boolean | undefined
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
 * and a pair that somebody else has stays theirs. What is asked for as a `reserve` is nobody's either. `known` is the dataset's policy, where it was just read. Throws where there is no such dataset.
 */
export async function takeFromQueue(datasetId: string, reviewerId: string, query: QueueQuery, known?: ReviewPolicy): Promise<string[]> {
  const policyNow = known ?? (await policyThere(datasetId))
  const order = queueOrder(datasetId, policyNow)
  const routed = query.scope === 'all' ? Prisma.empty : await routedToReviewer(datasetId, reviewerId, policyNow)
  const narrowed = narrowedBy(query, routed)
  if (query.reserve) return (await candidatesIn(datasetId, reviewerId, narrowed, policyNow, order)).slice(0, query.limit).map(({ id }) => id)
  const leaveTurn = isQuick(narrowed, policyNow, order) ? await turn.take(datasetId) : (): void => {}
  try {
    for (let attempt = 1; ; attempt++) {
      const candidates = await candidatesIn(datasetId, reviewerId, narrowed, policyNow, order)
      const mine = await lease(datasetId, reviewerId, candidates, query.limit)
      if (query.scope === 'all') return await shownAround(reviewerId, candidates.slice(0, query.limit), order)
      // Whoever was quicker has the rest now; the next look leaves those out and finds what lies behind them.
      if (mine.length >= Math.min(query.limit, candidates.length) || attempt === tries) return mine
    }
  } finally {
    leaveTurn()
  }
}

function narrowedBy(query: QueueQuery, condition: Prisma.Sql): QueueQuery {
  return { ...query, only: Prisma.sql`${query.only ?? Prisma.empty} ${condition}` }
}

/** What is shown to who looks around, where nothing can be leased: at what is done, their own place is where the pair stands now, so that it goes on behind that. */
async function shownAround(reviewerId: string, shown: readonly Candidate[], { banded }: QueueOrderSql): Promise<string[]> {
  if (banded && shown.length > 0) {
    await pool().query(`UPDATE "ReviewSlot" s SET band = l.band FROM json_to_recordset($2::json) AS l (id uuid, band int) WHERE s."pairId" = l.id AND s."reviewerId" = $1 AND s."doneAt" IS NOT NULL AND s.band <> l.band`, [reviewerId, JSON.stringify(shown)])
  }
  return shown.map(({ id }) => id)
}

/** Two who look at the same moment find the same pairs, and one of them looks again: one after the other is quicker, where looking takes a few milliseconds. Another process may still come between. */
const turn = slotsEach(1)

/**
 * What handing out the first pairs and those behind them asks of Postgres, one statement each, to ask it of a connection before somebody waits for it; nobody is handed any. Nothing of queues in which finding
 * them takes its time.
 */
export async function queueRehearsals(datasetId: string, policy: ReviewPolicy, query: QueueQuery): Promise<(() => Promise<unknown>)[]> {
  const order = queueOrder(datasetId, policy)
  if (!isQuick(query, policy, order)) return []
  const find = (after?: string): Promise<Candidate[]> => candidatesIn(datasetId, '', narrowedBy({ ...query, after }, Prisma.empty), policy, order)
  // From where people are: what is reviewed already lies before it.
  const here = (await find())[0]?.id
  return [() => find(), () => find(here), () => leaseListed(datasetId, '', [], 0)]
}

/** Whether one index leads to the next pairs, with nothing to be found out of those passed over. */
function isQuick({ scope, only }: QueueQuery, { overlap }: ReviewPolicy, { banded, kept }: QueueOrderSql): boolean {
  return scope === 'undecided' && overlap === 1 && (!banded || kept !== undefined) && isEmpty(only)
}

function isEmpty(sql: Prisma.Sql | undefined): boolean {
  return sql === undefined || sql.text.trim() === ''
}

/** Leases certain pairs where nobody else has them. */
export async function leasePairs(datasetId: string, reviewerId: string, pairIds: string[]): Promise<void> {
  const policy = await policyThere(datasetId)
  const { band } = queueOrder(datasetId, policy)
  const found = await db().$queryRaw<Candidate[]>`
    SELECT p.id, ${band} AS band, ${wantedSql(policy)} AS wanted FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${pairIds}::uuid[])`
  await lease(datasetId, reviewerId, found, found.length)
}

async function policyThere(datasetId: string): Promise<ReviewPolicy> {
  return policyOf((await db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { policy: true } })).policy)
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
  // In the text itself: how to answer depends on how few are wanted.
  const most = Prisma.raw(String(scope === 'all' ? limit : limit + limit + 8))
  const { band, tie, kept } = order
  const [by, then] = [kept?.band ?? band, kept?.tie ?? tie]
  const found = (status: Prisma.Sql, first = Prisma.empty): Prisma.Sql => Prisma.sql`
    SELECT p.id, ${by} AS band, ${wantedSql(policy)} AS wanted FROM ${kept ? Prisma.sql`${kept.table} q JOIN "Pair" p ON p.id = q."pairId"` : Prisma.sql`"Pair" p`}
    WHERE ${kept ? Prisma.sql`q` : Prisma.sql`p`}."datasetId" = ${datasetId}::uuid ${kept && scope === 'undecided' ? Prisma.sql`AND ${kept.open}` : Prisma.empty} ${status} AND ${inScope[scope]} ${only}
      ${from ? beyond(order, from, backwards, { reviewerId, scope }) : Prisma.empty}
      ${scope === 'all' ? Prisma.empty : policy.overlap > 1 ? hasPlaceFor(reviewerId, policy) : isNobodysElse(reviewerId)}
    ORDER BY ${first} ${order.banded ? Prisma.sql`2 ${direction},` : Prisma.empty} ${then} ${direction}
    LIMIT ${most}`
  // Of what people filter by there are any number of texts.
  const asked = (sql: Prisma.Sql): Promise<Candidate[]> => (isEmpty(only) ? rowsOfPlanned('next pairs', sql) : rowsOf(sql))
  // In order of id, what is undecided is found by its status in an index, so that nobody walks past all that is reviewed already.
  if (scope !== 'undecided' || order.banded || from !== undefined) return asked(found(Prisma.empty))
  return asked(Prisma.sql`(${found(ofStatus('pending'), byStatus)}) UNION ALL (${found(ofStatus('in_review'), byStatus)}) ORDER BY id LIMIT ${most}`)
}

/** As a range and not as an equality, and sorted by it first: only the index on (dataset, status, id) gives that order, and Postgres cannot take the one on ids alone for as good. */
const byStatus = Prisma.sql`p.status,`

function ofStatus(status: 'pending' | 'in_review'): Prisma.Sql {
  const value = Prisma.raw(`'${status}'`)
  return Prisma.sql`AND p.status >= ${value} AND p.status <= ${value}`
}

/** Looked up pair by pair, of which few are passed over: a list of all that is leased would be compared with each. */
function isNobodysElse(reviewerId: string): Prisma.Sql {
  return Prisma.sql`
    AND (SELECT true FROM "ReviewSlot" other WHERE other."pairId" = p.id AND other."leasedUntil" > now() AND other."reviewerId" <> ${reviewerId} LIMIT 1) IS NULL`
}

/** A pair that the reviewer has not decided yet, and at which others leave a place: they have it, or have had their say, in fewer places than there are. */
function hasPlaceFor(reviewerId: string, policy: ReviewPolicy): Prisma.Sql {
  return Prisma.sql`
    AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" mine WHERE mine."pairId" = p.id AND mine."reviewerId" = ${reviewerId} AND mine."doneAt" IS NOT NULL)
    AND (SELECT count(*) FROM "ReviewSlot" other WHERE other."pairId" = p.id AND other."reviewerId" <> ${reviewerId}
      AND (other."doneAt" IS NOT NULL OR other."leasedUntil" > now())) < ${wantedSql(policy)}`
}

/**
 * Behind (or before) a pair, told by the band that it had when it was handed out. To who looks around, a pair that is somebody else's stands where it stands now: by the band that those had it
 * with it could be behind itself, and the way would go round for ever.
 */
function beyond({ band, tie, banded, kept }: QueueOrderSql, from: string, backwards: boolean, { reviewerId, scope }: { reviewerId: string; scope: ReviewScope }): Prisma.Sql {
  const compare = backwards ? Prisma.sql`<` : Prisma.sql`>`
  if (!banded) return Prisma.sql`AND ${tie} ${compare} ${from}::uuid`
  return Prisma.sql`AND p.id <> ${from}::uuid AND (${kept?.band ?? band}, ${kept?.tie ?? tie}) ${compare} (
    SELECT coalesce((SELECT s.band FROM "ReviewSlot" s WHERE s."pairId" = p.id ${scope === 'all' ? Prisma.sql`AND s."reviewerId" = ${reviewerId}` : Prisma.empty} ORDER BY (s."reviewerId" = ${reviewerId}) DESC NULLS LAST, s.slot LIMIT 1), ${band}), ${tie} FROM "Pair" p WHERE p.id = ${from}::uuid)`
}

/**
 * Leases the first `limit` of the candidates at which there is a place, in one statement that waits for nobody (the function is in the migration `decide_in_one`): a place that somebody
 * else is just taking is passed over. A place is free when its lease has ended, or was never given, or is the reviewer's own;
 * nobody has two at one pair.
 */
async function lease(datasetId: string, reviewerId: string, candidates: Candidate[], limit: number): Promise<string[]> {
  if (candidates.length === 0) return []
  const taken = await unlessTwice(() => leaseListed(datasetId, reviewerId, candidates, limit))
  return taken.toSorted((a, b) => a.place - b.place).map(({ pair }) => pair)
}

function leaseListed(datasetId: string, reviewerId: string, candidates: Candidate[], limit: number) {
  const listed = JSON.stringify(candidates.map(({ id, band, wanted }, place) => ({ id, band, wanted, place })))
  const values = [datasetId, reviewerId, listed, limit, leaseSeconds]
  return pool().query<{ pair: string; place: number }>({ name: 'lease pairs', text: 'SELECT pair, place FROM lease_pairs($1, $2, $3::json, $4, $5)', values })
}

/** Takes nothing where two windows of one person reached for two places at one pair in the same moment: the next try finds the one that they have. */
async function unlessTwice<T>(work: () => Promise<{ rows: T[] }>): Promise<T[]> {
  try {
    return (await work()).rows
  } catch (error) {
    if (isTaken(error)) return []
    throw error
  }
}
