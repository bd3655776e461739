import { wilson } from '#lib/constraints/wilson.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { DecisionRates, RateRow } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { standingSql, standsSql } from '#lib/stats/standing.ts'

interface Counted {
  key: string
  decided: number
  accepted: number
  edited: number
  rejected: number
}

/**
 * How often constraints are accepted as they were, edited or rejected: by type, model, prompt version, origin and reviewer, each rate with
 * Wilson's 95 % interval. Counts constraints as they stand decided, each once, by the decision that stands; what was taken back counts
 * nowhere. By reviewer it is what each of them holds, where several decide a pair, and only for who may see how people work. With them, why those that stand rejected
 * were. Throws AppError('not_found').
 */
export async function decisionRates(datasetId: string, filter: PairFilter = {}, reader: Reader = null): Promise<DecisionRates> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const standing = Prisma.sql`
    SELECT c.id, c.type, c.origin::text AS origin, c."generationId", d.kind = 'accept' AS accepted, d.kind = 'edit' AS edited, d.kind = 'reject' AS rejected
    FROM "Constraint" c JOIN ${standingSql} d ON TRUE
    WHERE c."datasetId" = ${datasetId}::uuid AND c.status IN ('accepted', 'rejected') ${scope.of(Prisma.sql`c."pairId"`)}`
  const held = Prisma.sql`
    SELECT d."reviewerId", d.kind = 'accept' AS accepted, d.kind = 'edit' AS edited, d.kind = 'reject' AS rejected
    FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id AND ${standsSql}
    WHERE c."datasetId" = ${datasetId}::uuid AND d.kind IN ('accept', 'edit', 'reject') AND ${toldSql(reader)} ${scope.of(Prisma.sql`c."pairId"`)}`
  const by = (key: Prisma.Sql, join: Prisma.Sql = Prisma.empty, of: Prisma.Sql = standing): Promise<Counted[]> => db().$queryRaw<Counted[]>`
    SELECT ${key} AS key, count(*)::int AS decided, count(*) FILTER (WHERE accepted)::int AS accepted, count(*) FILTER (WHERE edited)::int AS edited,
      count(*) FILTER (WHERE rejected)::int AS rejected
    FROM (${of}) s ${join} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200`
  const call = Prisma.sql`JOIN "Generation" g ON g.id = s."generationId"`
  const [types, origins, models, prompts, reviewers, reasons] = await Promise.all([
    by(Prisma.sql`s.type`),
    by(Prisma.sql`s.origin`),
    by(Prisma.sql`g.model`, call),
    by(Prisma.sql`g."promptVersion"`, call),
    seesPeople(reader) ? by(Prisma.sql`coalesce(u.name, 'former member')`, Prisma.sql`LEFT JOIN "User" u ON u.id = s."reviewerId"`, held) : null,
    db().$queryRaw<{ reason: string | null; constraints: number }[]>`
      SELECT d.reason, count(DISTINCT c.id)::int AS constraints FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id AND d.kind = 'reject' AND ${standsSql}
      WHERE c."datasetId" = ${datasetId}::uuid AND c.status = 'rejected' ${scope.of(Prisma.sql`c."pairId"`)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  ])
  const rows = (counted: Counted[], label = (key: string): string => key): RateRow[] => counted.map((row) => rateRow(row, label(row.key)))
  return {
    types: rows(types, typeLabel),
    origins: rows(origins),
    models: rows(models),
    prompts: rows(prompts),
    reviewers: reviewers && rows(reviewers),
    reasons,
  }
}

function rateRow({ key, decided, accepted, edited, rejected }: Counted, label: string): RateRow {
  const rate = (count: number) => ({ count, rate: count / decided, interval: wilson(count, decided) })
  return { key, label, decided, accepted: rate(accepted), edited: rate(edited), rejected: rate(rejected) }
}
