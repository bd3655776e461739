import { wilson } from '#lib/constraints/wilson.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { DecisionRates, RateRow } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { seesPeople, toldSql, type Reader } from '#lib/stats/reader.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { standingDecisions, standsSql } from '#lib/stats/standing.ts'
import { summed, total } from '#lib/stats/tallies.ts'

/** How many constraints of one kind, or held by one person, stand by a decision of this kind. */
interface Counted {
  type: string
  origin: string
  model: string | null
  promptVersion: string | null
  kind: string
  n: number
}
interface Held {
  reviewer: string
  kind: string
  n: number
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
  const [standing, held, reasons] = await Promise.all([
    db().$queryRaw<Counted[]>`
      SELECT s.type, s.origin, g.model, g."promptVersion", s.kind, count(*)::int AS n
      FROM ${standingDecisions(datasetId, Prisma.sql`TRUE ${scope.of(Prisma.sql`c."pairId"`)}`)} s LEFT JOIN "Generation" g ON g.id = s."generationId" GROUP BY 1, 2, 3, 4, 5`,
    seesPeople(reader)
      ? db().$queryRaw<Held[]>`
        SELECT coalesce(u.name, 'former member') AS reviewer, held.kind::text AS kind, sum(held.n)::int AS n FROM (
          SELECT d."reviewerId", d.kind, count(*) AS n FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" AND ${standsSql}
          WHERE d."datasetId" = ${datasetId}::uuid AND d.kind IN ('accept', 'edit', 'reject') AND ${toldSql(reader)} ${scope.of(Prisma.sql`d."pairId"`)} GROUP BY 1, 2
        ) held LEFT JOIN "User" u ON u.id = held."reviewerId" GROUP BY 1, 2`
      : null,
    db().$queryRaw<{ reason: string | null; constraints: number }[]>`
      SELECT d.reason, count(DISTINCT c.id)::int AS constraints FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id AND d.kind = 'reject' AND ${standsSql}
      WHERE c."datasetId" = ${datasetId}::uuid AND d."datasetId" = ${datasetId}::uuid AND c.status = 'rejected' ${scope.of(Prisma.sql`c."pairId"`)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  ])
  return {
    types: rates(standing, ({ type }) => type, typeLabel),
    origins: rates(standing, ({ origin }) => origin),
    models: rates(standing, ({ model }) => model),
    prompts: rates(standing, ({ promptVersion }) => promptVersion),
    reviewers: held && rates(held, ({ reviewer }) => reviewer),
    reasons,
  }
}

/** The rates of what `keyOf` says alike, the most decided first; what it says nothing of is left out. */
function rates<Row extends { kind: string; n: number }>(counted: readonly Row[], keyOf: (row: Row) => string | null, label = (key: string): string => key): RateRow[] {
  const known = counted.filter((row) => keyOf(row) !== null)
  return summed(known, (row) => keyOf(row) ?? '').slice(0, most).map(({ key, n }) => {
    const rate = (kind: string) => {
      const count = total(known.filter((row) => keyOf(row) === key && row.kind === kind))
      return { count, rate: count / n, interval: wilson(count, n) }
    }
    return { key, label: label(key), decided: n, accepted: rate('accept'), edited: rate('edit'), rejected: rate('reject') }
  })
}
/** Rows of one table. */
const most = 200
