import type { Actor } from '#lib/auth/contract.ts'
import { db, pool } from '#lib/db/client.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import { scopeDecisions } from '#lib/stats/scope-decisions.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { statisticsOf } from '#lib/stats/statistics-of.ts'
import { readTallies, summed, total, type DecisionTally } from '#lib/stats/tallies.ts'

/** The same of a whole dataset as countedStatistics, of the exact counts that the database keeps; only how long decisions take is looked up. */
export async function keptStatistics(datasetId: string, reader: Reader = null): Promise<DatasetStatistics> {
  const [kept, untold] = await Promise.all([readTallies(datasetId), untoldDecisions(datasetId, reader)])
  const decisions = [...kept.decisions, ...untold]
  // The index that finds medians holds all decisions.
  const people = !seesPeople(reader) ? null : untold.length > 0 ? (await scopeDecisions(scopeOf(datasetId), reader)).reviewers : await reviewersOf(datasetId, decisions)
  return statisticsOf(datasetId, true, { ...kept, decisions }, people)
}

/** The decisions that the reader may not know of, with counts below zero, that take them off those of all. */
export function untoldDecisions(datasetId: string, reader: Pick<Actor, 'id'> | null): Promise<DecisionTally[]> {
  return db().$queryRaw<DecisionTally[]>`
    SELECT d.kind::text AS kind, d.reason, d."reviewerId", to_char(d."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, d."elapsedMs" IS NOT NULL AS timed, -count(*)::int AS n
    FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" AND c.status = 'pending'
    WHERE d."datasetId" = ${datasetId}::uuid AND EXISTS (SELECT 1 FROM "Opinion" o WHERE o."datasetId" = ${datasetId}::uuid) AND NOT ${toldSql(reader)}
    GROUP BY 1, 2, 3, 4, 5`
}

/** Who decided, most first. A median is found by its place in the order of an index. */
async function reviewersOf(datasetId: string, decisions: readonly DecisionTally[]): Promise<ReviewerStatistics[]> {
  const ids = summed(decisions, ({ reviewerId }) => reviewerId).map(({ key }) => key)
  const timed = ids.map((id) => total(decisions.filter((row) => row.reviewerId === id && row.timed)))
  const { rows } = await pool().query<{ name: string | null; medianMs: number | null }>(mediansSql, [datasetId, ids, timed])
  return ids.map((id, index) => {
    const of = (kind: string) => total(decisions.filter((row) => row.reviewerId === id && row.kind === kind))
    const { name, medianMs } = rows[index] ?? { name: null, medianMs: null }
    return { reviewer: name ?? 'former member', accepted: of('accept'), edited: of('edit'), rejected: of('reject'), undone: of('undo'), medianMs }
  })
}

const mediansSql = `
  SELECT u.name, CASE WHEN asked.id IS NULL THEN (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" IS NULL AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1)
    ELSE (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" = asked.id AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1) END AS "medianMs"
  FROM unnest($2::text[], $3::int[]) WITH ORDINALITY AS asked (id, timed, place) LEFT JOIN "User" u ON u.id = asked.id ORDER BY place`
