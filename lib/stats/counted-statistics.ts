import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import { constraintGroups, type ConstraintGroup } from '#lib/stats/constraint-groups.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { statisticsOf } from '#lib/stats/statistics-of.ts'
import { talliesOf, type ConstraintTally, type TallyRow } from '#lib/stats/tallies.ts'

/** The counts of the pairs that a scope means with all of their constraints and decisions; counted now, each table once. */
export async function countedStatistics(scope: Scope, reader: Reader = null): Promise<DatasetStatistics> {
  const [pairs, constraints, decisions, people] = await Promise.all([
    // Pairs that are alike in all that is counted are made one before their keys are told: that takes a quarter of the time. Words count in bands of 50.
    rows(Prisma.sql`
      SELECT k."of", k.key, sum(alike.n)::int AS n
      FROM (
        SELECT p.status, p.source, p.language, p.license, p."responseWords" / 50 AS band, p."constraintCount", p.unchecked, p."acceptedCount" > 0 AS accepted, count(*) AS n
        FROM "Pair" p WHERE ${scope.pairs} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
      ) alike, pair_keys(status, source, language, license, band * 50, "constraintCount", unchecked, accepted::int) k
      GROUP BY 1, 2`),
    constraintGroups(scope),
    rows(Prisma.sql`
      SELECT 'decision' AS "of", decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs") AS key, count(*)::int AS n
      FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId"
      WHERE d."datasetId" = ${scope.datasetId}::uuid AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)} GROUP BY 2`),
    seesPeople(reader) ? countedReviewers(scope, reader) : null,
  ])
  return statisticsOf(scope.datasetId, talliesOf([...pairs, ...constraints.map(toTally), ...decisions]), people)
}

function toTally({ type, origin, status, outcome, outcomeBy, n }: ConstraintGroup): TallyRow {
  return { of: 'constraint', key: [type, origin, status, outcome, outcomeBy], n }
}

/** The constraints of a scope that meet a condition, as counts; a verdict that is hidden from who asks counts as none. */
export async function countedConstraints(scope: Scope, which: Prisma.Sql): Promise<ConstraintTally[]> {
  return talliesOf(await rows(constraintsSql(scope, which))).constraints
}

function constraintsSql(scope: Scope, which: Prisma.Sql): Prisma.Sql {
  const hidden = scope.sight ? decoySql(scope.sight) : Prisma.sql`FALSE`
  return Prisma.sql`
    SELECT 'constraint' AS "of", ARRAY[type, origin::text, status::text, said::text, "outcomeBy"::text] AS key, count(*)::int AS n FROM (
      SELECT c.type, c.origin, c.status, CASE WHEN NOT ${hidden} THEN c.outcome END AS said, c."outcomeBy"
      FROM "Constraint" c WHERE c."datasetId" = ${scope.datasetId}::uuid ${which} ${scope.of(Prisma.sql`c."pairId"`)}) seen GROUP BY type, origin, status, said, "outcomeBy"`
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
