import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { agreement, agreementByReviewer, type Rating } from '#lib/review/agreement.ts'
import type { AgreementReport, PeopleAgreement } from '#lib/review/people-agreement/contract.ts'
import { isDecided, machineSaid, saidSql, standing } from '#lib/review/people-agreement/said.ts'
import { finalTrack } from '#lib/review/tracks.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'

/** The most decisions that the matrix counts. */
const matrixLimit = 100_000

/** How far the people of a dataset agree, with each other and with machines, of all pairs or of those that a filter finds. Throws AppError('not_found'). */
export async function agreementReport(datasetId: string, filter: SeenFilter = {}): Promise<AgreementReport> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const [rated, matrix] = await Promise.all([ratings(scope), matrixOf(scope)])
  const names = new Map((await db().user.findMany({ where: { id: { in: [...new Set(rated.map(({ reviewer }) => reviewer))] } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]))
  return {
    ...(await between(scope, rated)),
    reviewers: agreementByReviewer(rated).map(({ reviewer, ...rest }) => ({ id: reviewer, name: names.get(reviewer) ?? 'Somebody who has left', ...rest })),
    matrix,
    matrixLimited: matrix.reduce((all, { count }) => all + count, 0) >= matrixLimit,
  }
}

/**
 * How far people agree with each other, of all pairs or of those that a filter finds: only of what as many have decided as are wanted, so that
 * nobody who has yet to decide is told what others did. Throws AppError('not_found').
 */
export async function peopleAgreement(datasetId: string, filter: SeenFilter = {}): Promise<PeopleAgreement> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  return between(scope, await ratings(scope))
}

async function between(scope: Scope, rated: readonly (Rating & { type: string })[]): Promise<PeopleAgreement> {
  const [policy, outcomes] = await Promise.all([policyOfDataset(db(), scope.datasetId), outcomesOf(scope)])
  // A resample takes as long as there are pairs: with very many, fewer resamples say as much.
  const pairs = new Set(rated.map(({ cluster }) => cluster)).size
  const options = { samples: Math.min(1000, Math.max(100, Math.round(2_000_000 / Math.max(1, pairs)))) }
  return {
    wanted: policy.overlap,
    overall: agreement(rated, options),
    types: [...Map.groupBy(rated, ({ type }) => type)]
      .map(([type, those]) => ({ type, ...agreement(those, options) }))
      .filter(({ units }) => units > 0)
      .toSorted((a, b) => b.units - a.units || (a.type < b.type ? -1 : 1)),
    outcomes,
  }
}

function ratings({ datasetId, of }: Scope): Promise<(Rating & { type: string })[]> {
  return db().$queryRaw`
    SELECT o."constraintId"::text AS unit, o."pairId"::text AS cluster, c.type, o."reviewerId" AS reviewer, o."firstSaid" AS value
    FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId"
    WHERE o."datasetId" = ${datasetId}::uuid AND o."firstSaid" IS NOT NULL AND o."firstSaid" <> 'skipped' AND ${isDecided} ${of(Prisma.sql`o."pairId"`)}
    ORDER BY o."constraintId", o."reviewerId"`
}

function matrixOf({ datasetId, of, sight }: Scope): Promise<AgreementReport['matrix']> {
  return db().$queryRaw`
    SELECT said, rule, judge, count(*)::int AS count FROM (
      SELECT s.said, ${machineSaid('rule', sight)} AS rule, ${machineSaid('llm', sight)} AS judge
      FROM (SELECT * FROM (${saidSql(datasetId)}) AS everything WHERE TRUE ${of(Prisma.sql`everything."pairId"`)} ORDER BY "constraintId" DESC LIMIT ${matrixLimit}) s JOIN "Constraint" c ON c.id = s."constraintId") counted
    GROUP BY said, rule, judge ORDER BY said, rule, judge`
}

/** As they are listed (see rows.ts): what waits for an adjudicator or was settled by one counts also where nobody held anything before they could see others. */
async function outcomesOf({ datasetId, of }: Scope): Promise<AgreementReport['outcomes']> {
  const [row] = await db().$queryRaw<AgreementReport['outcomes'][]>`
    SELECT count(*) FILTER (WHERE ${standing.disputed})::int AS disputed, count(*) FILTER (WHERE ${standing.settled})::int AS settled, count(*) FILTER (WHERE ${standing.agreed} AND o.held)::int AS agreed
    FROM "Constraint" c JOIN (
      SELECT "constraintId", bool_or(held) AS held FROM (
        SELECT "constraintId", TRUE AS held FROM "Opinion" WHERE "datasetId" = ${datasetId}::uuid AND "firstSaid" IS NOT NULL
        UNION ALL SELECT id, FALSE FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND status = 'disputed'
        UNION ALL SELECT "constraintId", FALSE FROM "Decision" WHERE "datasetId" = ${datasetId}::uuid AND track = ${finalTrack}
      ) several GROUP BY 1
    ) o ON o."constraintId" = c.id
    WHERE ${isDecided} ${of(Prisma.sql`c."pairId"`)}`
  return row ?? { agreed: 0, disputed: 0, settled: 0 }
}
