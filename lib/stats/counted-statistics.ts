import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { constraintGroups, type ConstraintGroup } from '#lib/stats/constraint-groups.ts'
import { pairTallies } from '#lib/stats/pair-tallies.ts'
import { scopeDecisions } from '#lib/stats/scope-decisions.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { statisticsOf } from '#lib/stats/statistics-of.ts'
import { talliesOf, type ConstraintTally, type TallyRow } from '#lib/stats/tallies.ts'

/** The counts of the pairs that a scope means with all of their constraints and decisions; counted now, each table once. */
export async function countedStatistics(scope: Scope, reader: Reader = null): Promise<DatasetStatistics> {
  const [pairs, constraints, decided] = await Promise.all([pairTallies(scope), constraintGroups(scope), scopeDecisions(scope, reader)])
  const decisions = decided.tallies.map((tally): TallyRow => ({ of: 'decision', ...tally }))
  return statisticsOf(scope.datasetId, scope.whole, talliesOf([...pairs, ...constraints.map(toTally), ...decisions]), decided.reviewers)
}

function toTally({ type, origin, status, outcome, outcomeBy, n }: ConstraintGroup): TallyRow {
  return { of: 'constraint', key: [type, origin, status, outcome, outcomeBy], n }
}

/** The constraints of a scope that meet a condition, as counts; a verdict that is hidden from who asks counts as none. */
export async function countedConstraints(scope: Scope, which: Prisma.Sql): Promise<ConstraintTally[]> {
  return talliesOf(await db().$queryRaw<TallyRow[]>(constraintsSql(scope, which))).constraints
}

function constraintsSql(scope: Scope, which: Prisma.Sql): Prisma.Sql {
  const hidden = scope.sight ? decoySql(scope.sight) : Prisma.sql`FALSE`
  return Prisma.sql`
    SELECT 'constraint' AS "of", ARRAY[type, origin::text, status::text, said::text, "outcomeBy"::text] AS key, count(*)::int AS n FROM (
      SELECT c.type, c.origin, c.status, CASE WHEN NOT ${hidden} THEN c.outcome END AS said, c."outcomeBy"
      FROM "Constraint" c WHERE c."datasetId" = ${scope.datasetId}::uuid ${which} ${scope.of(Prisma.sql`c."pairId"`)}) seen GROUP BY type, origin, status, said, "outcomeBy"`
}
