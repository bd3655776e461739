import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { agreement, agreementByReviewer, type Rating } from '#lib/review/agreement.ts'
import type { AgreementReport } from '#lib/review/people-agreement/contract.ts'
import { machineSaid, saidSql } from '#lib/review/people-agreement/said.ts'
import { finalTrack } from '#lib/review/tracks.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'

/** The most decisions that the matrix counts. */
const matrixLimit = 100_000

/** How far the people of a dataset agree, with each other and with machines. Throws AppError('not_found'). */
export async function agreementReport(datasetId: string): Promise<AgreementReport> {
  await requireDataset(datasetId)
  const [policy, rated, matrix, outcomes] = await Promise.all([policyOfDataset(db(), datasetId), ratings(datasetId), matrixOf(datasetId), outcomesOf(datasetId)])
  const names = new Map((await db().user.findMany({ where: { id: { in: [...new Set(rated.map(({ reviewer }) => reviewer))] } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]))
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
    reviewers: agreementByReviewer(rated).map(({ reviewer, ...rest }) => ({ id: reviewer, name: names.get(reviewer) ?? 'Somebody who has left', ...rest })),
    matrix,
    matrixLimited: matrix.reduce((all, { count }) => all + count, 0) >= matrixLimit,
    outcomes,
  }
}

function ratings(datasetId: string): Promise<(Rating & { type: string })[]> {
  return db().$queryRaw`
    SELECT o."constraintId"::text AS unit, o."pairId"::text AS cluster, c.type, o."reviewerId" AS reviewer, o."firstSaid" AS value
    FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId"
    WHERE o."datasetId" = ${datasetId}::uuid AND o."firstSaid" IS NOT NULL AND o."firstSaid" <> 'skipped' AND c.status NOT IN ('pending', 'superseded')
    ORDER BY o."constraintId", o."reviewerId"`
}

function matrixOf(datasetId: string): Promise<AgreementReport['matrix']> {
  return db().$queryRaw`
    SELECT said, rule, judge, count(*)::int AS count FROM (
      SELECT s.said, ${machineSaid(Prisma.sql`s."constraintId"`, 'rule')} AS rule, ${machineSaid(Prisma.sql`s."constraintId"`, 'llm')} AS judge
      FROM (SELECT * FROM (${saidSql(datasetId)}) AS everything ORDER BY "constraintId" DESC LIMIT ${matrixLimit}) s) counted
    GROUP BY said, rule, judge ORDER BY said, rule, judge`
}

async function outcomesOf(datasetId: string): Promise<AgreementReport['outcomes']> {
  const [row] = await db().$queryRaw<AgreementReport['outcomes'][]>`
    SELECT count(*) FILTER (WHERE status = 'disputed')::int AS disputed,
      count(*) FILTER (WHERE status <> 'disputed' AND settled)::int AS settled,
      count(*) FILTER (WHERE status NOT IN ('disputed', 'pending') AND NOT settled)::int AS agreed
    FROM (
      SELECT c.status, EXISTS (SELECT 1 FROM "Decision" d WHERE d."constraintId" = c.id AND d.track = ${finalTrack}) AS settled
      FROM "Constraint" c JOIN (SELECT DISTINCT "constraintId" FROM "Opinion" WHERE "datasetId" = ${datasetId}::uuid AND "firstSaid" IS NOT NULL) o ON o."constraintId" = c.id
      WHERE c.status <> 'superseded') k`
  return row ?? { agreed: 0, disputed: 0, settled: 0 }
}
