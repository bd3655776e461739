import type { Actor } from '#lib/auth/contract.ts'
import { db, pool } from '#lib/db/client.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
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

/** Who decided, most first. */
async function reviewersOf(datasetId: string, decisions: readonly DecisionTally[]): Promise<ReviewerStatistics[]> {
  const ids = summed(decisions, ({ reviewerId }) => reviewerId).map(({ key }) => key)
  const [medians, people] = await Promise.all([
    mediansOf(scopeOf(datasetId), async () => (await pool().query<{ id: string | null; medianMs: number | null }>(mediansSql, [datasetId])).rows),
    db().user.findMany({ where: { id: { in: ids.flatMap((id) => id ?? []) } }, select: { id: true, name: true } }),
  ])
  return ids.map((id) => {
    const of = (kind: string) => total(decisions.filter((row) => row.reviewerId === id && row.kind === kind))
    const name = people.find((person) => person.id === id)?.name ?? 'former member'
    return { reviewer: name, accepted: of('accept'), edited: of('edit'), rejected: of('reject'), undone: of('undo'), medianMs: medians.find((row) => row.id === id)?.medianMs ?? null }
  })
}

/** A median is found by its place in the order of an index, of which half of somebody's decisions are read. */
const mediansOf = ingredient<{ id: string | null; medianMs: number | null }[]>('medians')
const mediansSql = `
  SELECT id, CASE WHEN id IS NULL THEN (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" IS NULL AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1)
    ELSE (
      SELECT "elapsedMs" FROM "Decision" WHERE "datasetId" = $1 AND "reviewerId" = decided.id AND "elapsedMs" IS NOT NULL ORDER BY "elapsedMs" OFFSET greatest(timed - 1, 0) / 2 LIMIT 1) END AS "medianMs"
  FROM (SELECT key[3] AS id, coalesce(sum(n) FILTER (WHERE key[5] = 'true'), 0) AS timed FROM "Tally" WHERE "datasetId" = $1 AND "of" = 'decision' GROUP BY 1) decided`
