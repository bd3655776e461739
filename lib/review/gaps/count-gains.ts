import { pool } from '#lib/db/client.ts'
import { lengthBand } from '#lib/stats/grid-axes.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { bringsNothing } from '#lib/review/gaps/wanted.ts'

/**
 * Counts anew what these pairs of a dataset would bring (see gainOf), and keeps it, in one statement, so that a decision on one of them waits for no more. Left out is who is being changed, or was since the statement began: their rows are
 * locked, or have moved. What changes afterwards has them counted again. A `step` of counting all pairs is kept with it where none was left out: a process that is killed has done both or neither. Answers how many are kept otherwise
 * now, and how many were left out.
 */
export async function countGains(datasetId: string, pairIds: readonly string[], step?: { from: string; to: string }): Promise<{ changed: number; left: number }> {
  const { text, values } = gainsSql(datasetId, pairIds, step)
  const { rows } = await pool().query<{ changed: number; left: number }>({ name: 'count gains', text, values })
  return rows[0] ?? { changed: 0, left: 0 }
}

/** The n constraints of one type that are undecided, and of which some are still wanted, bring 1 - a/w, 1 - (a + 1)/w, ... of the w that are wanted, where a are accepted. */
function gainsSql(datasetId: string, pairIds: readonly string[], step: { from: string; to: string } | undefined): Prisma.Sql {
  const ofThese = Prisma.sql`"datasetId" = ${datasetId}::uuid AND "pairId" = ANY(${pairIds}::uuid[])`
  return Prisma.sql`
    WITH seen AS MATERIALIZED (SELECT "pairId", ctid FROM "PairDoubt" WHERE ${ofThese}),
      locked AS MATERIALIZED (SELECT "pairId", ctid FROM "PairDoubt" WHERE ${ofThese} ORDER BY 1 FOR UPDATE SKIP LOCKED),
      counted AS MATERIALIZED (SELECT "pairId" FROM seen JOIN locked USING ("pairId", ctid)),
      carried AS MATERIALIZED (
        SELECT c."pairId", c.type, count(*) FILTER (WHERE c.status = 'pending')::int AS undecided, bool_or(c.status = 'accepted') AS accepted
        FROM "Constraint" c WHERE c."pairId" = ANY(${pairIds}::uuid[]) AND c.status IN ('pending', 'accepted') GROUP BY 1, 2),
      types AS (
        SELECT k."pairId", sum(m.n - (m.n::float8 * g.accepted + m.n * (m.n - 1) / 2.0) / g.wanted) AS gain
        FROM carried k JOIN "CoverageGap" g ON g."datasetId" = ${datasetId}::uuid AND g."of" = 'type' AND g.key = k.type, LATERAL (SELECT greatest(0, least(k.undecided, g.wanted - g.accepted)) AS n) m
        GROUP BY 1),
      facets AS MATERIALIZED (SELECT "pairId", split_part(type, '.', 1) AS facet FROM carried GROUP BY 1, 2 HAVING sum(undecided) > 0 AND NOT bool_or(accepted)),
      cells AS (
        SELECT f."pairId", sum((
          SELECT greatest(0, 1 - g.accepted::float8 / g.wanted) FROM "CoverageGap" g WHERE g."datasetId" = ${datasetId}::uuid AND g."of" = 'cell' AND g.key = ${cellKeySql(Prisma.sql`f.facet`)})) AS gain
        FROM facets f JOIN "Pair" p ON p.id = f."pairId" GROUP BY 1),
      kept AS (
        UPDATE "PairDoubt" q SET spare = n.spare
        FROM (SELECT i."pairId", greatest(0, ${bringsNothing}::int - round((100 * (coalesce(t.gain, 0) + coalesce(c.gain, 0)))::numeric))::int AS spare
          FROM counted i LEFT JOIN types t ON t."pairId" = i."pairId" LEFT JOIN cells c ON c."pairId" = i."pairId") n
        WHERE q."pairId" = n."pairId" AND q.spare <> n.spare RETURNING 1),
      how_many AS MATERIALIZED (SELECT (SELECT count(*) FROM kept)::int AS changed, cardinality(${pairIds}::uuid[]) - (SELECT count(*) FROM counted)::int AS "left"),
      stepped AS (UPDATE "CoverageGoal" SET "countedTo" = ${step?.to ?? null}::uuid WHERE "datasetId" = ${datasetId}::uuid AND "countedTo" = ${step?.from ?? null}::uuid AND (SELECT "left" FROM how_many) = 0)
    SELECT changed, "left" FROM how_many`
}

/** The cell of the grid in which a facet of pair `p` lies, as cellKey has it. */
export function cellKeySql(facet: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${facet} || '|' || ${lengthBand(Prisma.sql`p."responseWords"`)} || '|' || coalesce(p.language, ''))`
}
