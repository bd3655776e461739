import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import type { ReviewerStatistics } from '#lib/stats/contract.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { standsSql } from '#lib/stats/standing.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'

/** Pauses that are not work: a decision counts for at most this long. */
const longestDecisionMs = 300_000

/** What made a constraint: a model and its prompt, or a rule, an import or a person. */
export interface Maker {
  model: string | null
  promptVersion: string | null
}

/** What was decided of constraints, as far as the reader may know. */
export interface ScopeDecisions {
  /** As the database keeps the counts of a whole dataset's. */
  tallies: { key: (string | null)[]; n: number }[]
  /** What each reviewer did, most first; null for who may not see how people work, as `held`. */
  reviewers: ReviewerStatistics[] | null
  /** How many constraints of one kind stand by a decision of this kind, each by one. */
  standing: (Maker & { type: string; origin: string; kind: string; n: number })[]
  /** The same by who holds it. */
  held: { reviewer: string; kind: string; n: number }[] | null
  /** Why those that stand rejected were, the 20 most frequent. */
  reasons: { reason: string | null; constraints: number }[]
  /** Those of all decisions, taken back or not: they were spent. */
  seconds: (Maker & { seconds: number })[]
}

/** Overview, rates and costs say it: each decision is read once for all of them, with its constraint. */
export function scopeDecisions(scope: Scope, reader: Reader): Promise<ScopeDecisions> {
  return decisions(scope, async () => {
    const [row] = await db().$queryRaw<ScopeDecisions[]>(decisionsSql(scope, reader, await areFew(scope.datasetId)))
    if (!row) throw new Error('a statement without a FROM has a row')
    return seesPeople(reader) ? row : { ...row, reviewers: null, held: null }
  }, reader)
}
const decisions = ingredient<ScopeDecisions>('decisions')

/** Up to so many decisions for each constraint, looking up the constraint of each takes less than reading all. */
const fewEach = 0.2

async function areFew(datasetId: string): Promise<boolean> {
  const { decisions: taken, constraints } = await readTallies(datasetId)
  return total(taken) <= fewEach * total(constraints)
}

function decisionsSql(scope: Scope, reader: Reader, lookUp: boolean): Prisma.Sql {
  // OFFSET keeps the planner from reading all constraints, whatever it thinks of pages that are not in memory.
  const constraint = lookUp ? Prisma.sql`CROSS JOIN LATERAL (SELECT own.* FROM "Constraint" own WHERE own.id = d."constraintId" OFFSET 0) c` : Prisma.sql`JOIN "Constraint" c ON c.id = d."constraintId"`
  const name = Prisma.sql`coalesce((SELECT u.name FROM "User" u WHERE u.id = few."reviewerId"), 'former member')`
  return Prisma.sql`
    WITH acts AS MATERIALIZED (
      SELECT d.id, d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs", d.track, c.id AS "constraintId", c.type, c.origin, c.status, c."generationId", ${toldSql(reader)} AS told, d.kind IN ('accept', 'edit', 'reject') AND ${standsSql} AS stands
      FROM "Decision" d ${constraint}
      WHERE d."datasetId" = ${scope.datasetId}::uuid ${scope.of(Prisma.sql`d."pairId"`)}),
    -- The one by which each stands: see standing.ts.
    standing AS (
      SELECT DISTINCT ON ("constraintId") type, origin, "generationId", kind FROM acts
      WHERE stands AND status IN ('accepted', 'rejected') AND (kind = 'reject') = (status = 'rejected')
      ORDER BY "constraintId", track IN (${sharedTrack}, ${finalTrack}) DESC, kind = 'edit' DESC, id DESC)
    SELECT
      ${listOf(Prisma.sql`
        SELECT decision_key(kind, reason, "reviewerId", at, ms) AS key, sum(n)::int AS n FROM (
          SELECT kind, reason, "reviewerId", ("createdAt" AT TIME ZONE 'UTC')::date AS day, "elapsedMs" IS NULL AS untimed, min("createdAt") AS at, min("elapsedMs") AS ms, count(*) AS n
          FROM acts WHERE told GROUP BY 1, 2, 3, 4, 5) few GROUP BY 1`)} AS tallies,
      ${listOf(Prisma.sql`
        SELECT ${name} AS reviewer, accepted, edited, rejected, undone, "medianMs" FROM (
          SELECT "reviewerId", count(*) AS n, count(*) FILTER (WHERE kind = 'accept')::int AS accepted, count(*) FILTER (WHERE kind = 'edit')::int AS edited,
            count(*) FILTER (WHERE kind = 'reject')::int AS rejected, count(*) FILTER (WHERE kind = 'undo')::int AS undone, percentile_disc(0.5) WITHIN GROUP (ORDER BY "elapsedMs") AS "medianMs"
          FROM acts WHERE told GROUP BY 1) few ORDER BY n DESC`)} AS reviewers,
      ${listOf(Prisma.sql`
        SELECT few.type, few.origin, g.model, g."promptVersion", few.kind, sum(few.n)::int AS n
        FROM (SELECT type, origin, "generationId", kind, count(*) AS n FROM standing GROUP BY 1, 2, 3, 4) few LEFT JOIN "Generation" g ON g.id = few."generationId" GROUP BY 1, 2, 3, 4, 5`)} AS standing,
      ${listOf(Prisma.sql`
        SELECT ${name} AS reviewer, few.kind, sum(few.n)::int AS n FROM (SELECT "reviewerId", kind, count(*) AS n FROM acts WHERE told AND stands GROUP BY 1, 2) few GROUP BY 1, 2`)} AS held,
      ${listOf(Prisma.sql`
        SELECT reason, count(DISTINCT "constraintId")::int AS constraints FROM acts WHERE kind = 'reject' AND stands AND status = 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`)} AS reasons,
      ${listOf(Prisma.sql`
        SELECT coalesce(g.model, few.origin::text) AS model, g."promptVersion", sum(few.ms)::float8 / 1000 AS seconds
        FROM (SELECT "generationId", origin, sum(least("elapsedMs", ${longestDecisionMs})) AS ms FROM acts WHERE told AND "elapsedMs" IS NOT NULL GROUP BY 1, 2) few
          LEFT JOIN "Generation" g ON g.id = few."generationId" GROUP BY 1, 2`)} AS seconds`
}

/** The rows of a query as one value. */
function listOf(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(list), '[]') FROM (${rows}) list)`
}
