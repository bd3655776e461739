import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import type { Precedent, PrecedentsInput } from '#lib/review/precedents/contract.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

/** How many wordings are shown. */
const shown = 8
/** How many closed constraints of each status are compared, the newest first: what bounds the time, however large the dataset is. */
const compared = 400
/** Less alike than this, a text of another type says nothing of this one; one of the same type a little. */
const alike = { same: 0.15, other: 0.35 }
/** Constraints looked into for each wording. */
const perWording = 20

interface Found {
  text: string
  type: string
  similarity: number
  ids: string[]
  pairId: string
}

/**
 * How constraints like this one were decided in the dataset: of the same type first, then of others, each by trigram similarity of
 * the texts (pg_trgm). Only what is closed counts: accepted or rejected, in a pair that is decided throughout and that nobody else
 * has at the moment. What others have not finished stays unseen, so that blind work stays blind.
 */
export async function precedents(datasetId: string, readerId: string, { pairId, type, text }: PrecedentsInput): Promise<Precedent[]> {
  const same = await alikeAmong(datasetId, readerId, pairId, text, { sql: Prisma.sql`c.type = ${type}`, least: alike.same, limit: shown })
  const left = shown - same.length
  const others = left > 0 ? await alikeAmong(datasetId, readerId, pairId, text, { sql: Prisma.sql`c.type <> ${type}`, least: alike.other, limit: left }) : []
  return decidedHow([...same, ...others])
}

/** Each branch reads the end of one index range (datasetId, type, status, id), or of (datasetId, status, id). */
function alikeAmong(datasetId: string, readerId: string, pairId: string, text: string, { sql, least, limit }: { sql: Prisma.Sql; least: number; limit: number }): Promise<Found[]> {
  const newest = (status: 'accepted' | 'rejected') => Prisma.sql`
    (SELECT c.id, c."pairId", c.type, c.text FROM "Constraint" c
     WHERE c."datasetId" = ${datasetId}::uuid AND ${sql} AND c.status = ${status}::"ConstraintStatus" AND c."pairId" <> ${pairId}::uuid
     ORDER BY c.id DESC LIMIT ${compared})`
  return db().$queryRaw<Found[]>`
    WITH candidates AS MATERIALIZED (${newest('accepted')} UNION ALL ${newest('rejected')}),
      worded AS (SELECT text, type, similarity(text, ${text}) AS similarity FROM (SELECT DISTINCT text, type FROM candidates) d),
      closed AS (
        SELECT w.text, w.type, w.similarity, c.id, c."pairId" FROM worded w
          JOIN candidates c ON c.text = w.text AND c.type = w.type
          JOIN "Pair" p ON p.id = c."pairId"
        WHERE w.similarity >= ${least} AND p.status = 'reviewed'
          AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = c."pairId" AND s."doneAt" IS NULL AND s."leasedUntil" > now() AND s."reviewerId" <> ${readerId}))
    SELECT text, type, max(similarity)::float8 AS similarity, (array_agg(id::text ORDER BY id DESC))[1:${perWording}] AS ids,
      (array_agg("pairId"::text ORDER BY id DESC))[1] AS "pairId"
    FROM closed GROUP BY text, type ORDER BY 3 DESC, text LIMIT ${limit}`
}

async function decidedHow(found: Found[]): Promise<Precedent[]> {
  const rows = await db().constraint.findMany({
    where: { id: { in: found.flatMap(({ ids }) => ids) } },
    select: { id: true, status: true, decisions: { orderBy: { resultVersion: 'asc' }, select: { id: true, kind: true, undoesId: true, reason: true, reviewerId: true, track: true } } },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ ids, ...rest }) => {
    const decided = ids.flatMap((id) => byId.get(id) ?? []).flatMap(({ status, decisions }) => {
      // Where several people decide, each has decisions of their own: those count that say what came of it.
      const standing = [...Map.groupBy(decisions, ({ track }) => track).values()].flatMap((track) => standingDecision(track) ?? []).filter(({ reviewerId }) => reviewerId !== laneActor.id)
      // What nobody looked at is no precedent.
      return standing.length === 0 ? [] : [{ status, standing, decisive: standing.filter(({ kind }) => (kind === 'reject') === (status === 'rejected')) }]
    })
    const rejected = decided.filter(({ status }) => status === 'rejected')
    const accepted = decided.filter(({ status }) => status === 'accepted')
    const reasons = Map.groupBy(rejected.flatMap(({ decisive }) => decisive.find(({ reason }) => reason !== null)?.reason ?? []), (reason) => reason)
    if (decided.length === 0) return []
    return {
      ...rest,
      accepted: accepted.length,
      edited: accepted.filter(({ decisive }) => decisive.some(({ kind }) => kind === 'edit')).length,
      rejected: rejected.length,
      reasons: [...reasons].map(([reason, all]) => ({ reason, count: all.length })).toSorted((a, b) => b.count - a.count),
      people: new Set(decided.flatMap(({ standing }) => standing.flatMap(({ reviewerId }) => reviewerId ?? []))).size,
    }
  })
}
