import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { statisticsOf } from '#lib/stats/statistics-of.ts'
import { talliesOf, type TallyRow } from '#lib/stats/tallies.ts'

/** The counts of the pairs that a scope means with all of their constraints and decisions; counted now, each table once. */
export async function countedStatistics(scope: Scope, reader: Reader = null): Promise<DatasetStatistics> {
  const [pairs, constraints, decisions, people] = await Promise.all([
    rows(Prisma.sql`
      SELECT k."of", k.key, count(*)::int AS n
      FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount", p.unchecked, p."acceptedCount") k
      WHERE ${scope.pairs} GROUP BY 1, 2`),
    rows(Prisma.sql`
      SELECT 'constraint' AS "of", ARRAY[c.type, c.origin::text, c.status::text, c.outcome::text, c."outcomeBy"::text] AS key, count(*)::int AS n
      FROM "Constraint" c WHERE c."datasetId" = ${scope.datasetId}::uuid ${scope.of(Prisma.sql`c."pairId"`)} GROUP BY c.type, c.origin, c.status, c.outcome, c."outcomeBy"`),
    rows(Prisma.sql`
      SELECT 'decision' AS "of", decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs") AS key, count(*)::int AS n
      FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId"
      WHERE d."datasetId" = ${scope.datasetId}::uuid AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)} GROUP BY 2`),
    seesPeople(reader) ? countedReviewers(scope, reader) : null,
  ])
  return statisticsOf(scope.datasetId, talliesOf([...pairs, ...constraints, ...decisions]), people)
}

function rows(sql: Prisma.Sql): Promise<TallyRow[]> {
  return db().$queryRaw<TallyRow[]>(sql)
}

/** What each reviewer did, as far as the reader may know, most first. */
export function countedReviewers(scope: Scope, reader: Reader): Promise<ReviewerStatistics[]> {
  return db().$queryRaw(Prisma.sql`
    SELECT coalesce(u.name, 'former member') AS reviewer, count(*) FILTER (WHERE d.kind = 'accept')::int AS accepted,
      count(*) FILTER (WHERE d.kind = 'edit')::int AS edited, count(*) FILTER (WHERE d.kind = 'reject')::int AS rejected,
      count(*) FILTER (WHERE d.kind = 'undo')::int AS undone,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY d."elapsedMs") AS "medianMs"
    FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" LEFT JOIN "User" u ON u.id = d."reviewerId"
    WHERE d."datasetId" = ${scope.datasetId}::uuid AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)} GROUP BY d."reviewerId", u.name ORDER BY count(*) DESC`)
}
