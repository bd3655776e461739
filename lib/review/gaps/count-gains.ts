import { pool } from '#lib/db/client.ts'
import { lengthBand } from '#lib/stats/grid-axes.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { bringsNothing } from '#lib/review/gaps/wanted.ts'

/**
 * Counts anew what these pairs of a dataset would bring (see gainOf), and keeps it. Each is locked before it is looked at, so that a change that comes meanwhile has it counted again; who is locked
 * already is left out, for they are being changed. A `step` of counting all pairs is kept with it where none was: a process that is killed has done both or neither. Answers how many are kept otherwise now, and how many were left out.
 */
export async function countGains(datasetId: string, pairIds: readonly string[], step?: { from: string; to: string }): Promise<{ changed: number; left: number }> {
  const client = await pool().connect()
  let reusable = false
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: string }>({ name: 'lock doubts', text: 'SELECT "pairId" AS id FROM "PairDoubt" WHERE "datasetId" = $1 AND "pairId" = ANY($2::uuid[]) ORDER BY 1 FOR UPDATE SKIP LOCKED', values: [datasetId, pairIds] })
    const { text, values } = gainsSql(datasetId, rows.map(({ id }) => id))
    const { rowCount } = await client.query({ name: 'count gains', text, values })
    if (step && rows.length === pairIds.length) await client.query('UPDATE "CoverageGoal" SET "countedTo" = $3 WHERE "datasetId" = $1 AND "countedTo" = $2', [datasetId, step.from, step.to])
    await client.query('COMMIT')
    reusable = true
    return { changed: rowCount ?? 0, left: pairIds.length - rows.length }
  } catch (error) {
    reusable = await client.query('ROLLBACK').then(() => true, () => false)
    throw error
  } finally {
    client.release(!reusable)
  }
}

/** The n constraints of one type that are undecided, and of which some are still wanted, bring 1 - a/w, 1 - (a + 1)/w, ... of the w that are wanted, where a are accepted. */
function gainsSql(datasetId: string, pairIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    WITH carried AS MATERIALIZED (
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
        FROM facets f JOIN "Pair" p ON p.id = f."pairId" GROUP BY 1)
    UPDATE "PairDoubt" q SET spare = n.spare
    FROM (SELECT i.id, greatest(0, ${bringsNothing}::int - round((100 * (coalesce(t.gain, 0) + coalesce(c.gain, 0)))::numeric))::int AS spare
      FROM unnest(${pairIds}::uuid[]) i (id) LEFT JOIN types t ON t."pairId" = i.id LEFT JOIN cells c ON c."pairId" = i.id) n
    WHERE q."pairId" = n.id AND q.spare <> n.spare`
}

/** The cell of the grid in which a facet of pair `p` lies, as cellKey has it. */
export function cellKeySql(facet: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${facet} || '|' || ${lengthBand(Prisma.sql`p."responseWords"`)} || '|' || coalesce(p.language, ''))`
}
