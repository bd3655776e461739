import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { bitsSql } from '#lib/datasets/build-stages.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import type { CostRow, Costs } from '#lib/stats/contract.ts'
import { toldSql, type Reader } from '#lib/stats/reader.ts'
import { samplePairs, scopeOf, type Scope } from '#lib/stats/scope.ts'

/** Pauses that are not work: a decision counts for at most this long. */
const longestDecisionMs = 300_000

interface Ledger {
  model: string | null
  promptVersion: string | null
  calls: number
  errors: number
  /** Sums of what the endpoints charge, by currency. */
  cost: number | null
  currency: string | null
  seconds: number
}
interface Yield {
  model: string | null
  promptVersion: string | null
  constraints: number
  accepted: number
  bits: number | null
  reviewSeconds: number
}

/**
 * What an accepted constraint, and an accepted bit, cost in calls, money, seconds of models and seconds of reviewers: by model and prompt version, and for
 * rules, imports and people, which make no calls. A call that proposed nothing costs too; calls of steps that propose no constraints (judges)
 * have rows of their own. Throws AppError('not_found').
 */
export async function costs(datasetId: string, filter: PairFilter = {}, reader: Reader = null): Promise<Costs> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  await countRarities(samplePairs(scope))
  const [ledger, yields] = await Promise.all([db().$queryRaw<Ledger[]>(ledgerSql(scope)), db().$queryRaw<Yield[]>(yieldSql(scope, reader))])
  const currencies = [...new Set(ledger.flatMap(({ currency }) => (currency === null ? [] : [currency])))]
  const keys = new Map([...ledger, ...yields].map(({ model, promptVersion }) => [keyOf(model, promptVersion), { model, promptVersion }]))
  const rows = [...keys].map(([key, { model, promptVersion }]): CostRow => {
    const calls = ledger.find((row) => keyOf(row.model, row.promptVersion) === key)
    const made = yields.find((row) => keyOf(row.model, row.promptVersion) === key)
    return row({ model, promptVersion, calls, made })
  })
  return { currency: currencies.length === 1 ? (currencies[0] ?? null) : null, rows: rows.toSorted((a, b) => b.accepted - a.accepted || b.calls - a.calls) }
}

function row({ model, promptVersion, calls, made }: { model: string | null; promptVersion: string | null; calls: Ledger | undefined; made: Yield | undefined }): CostRow {
  const [accepted, bits] = [made?.accepted ?? 0, made?.bits ?? 0]
  const spent = { money: calls?.cost ?? null, modelSeconds: calls?.seconds ?? 0, reviewSeconds: made?.reviewSeconds ?? 0 }
  const per = (n: number) =>
    n === 0 ? null : { money: spent.money === null ? null : spent.money / n, modelSeconds: spent.modelSeconds / n, reviewSeconds: spent.reviewSeconds / n }
  return {
    model, promptVersion, calls: calls?.calls ?? 0, errors: calls?.errors ?? 0, constraints: made?.constraints ?? 0, accepted, bits, ...spent,
    perAccepted: per(accepted), perBit: per(bits),
  }
}

function keyOf(model: string | null, promptVersion: string | null): string {
  return JSON.stringify([model, promptVersion])
}

function ledgerSql(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.model, g."promptVersion", count(*)::int AS calls, count(*) FILTER (WHERE g.status = 'error')::int AS errors,
      sum(g.cost)::float8 AS cost, min(e.currency) FILTER (WHERE g.cost IS NOT NULL) AS currency, coalesce(sum(g."latencyMs"), 0)::float8 / 1000 AS seconds
    FROM "Generation" g LEFT JOIN "Endpoint" e ON e.id = g."endpointId"
    WHERE g."pairId" IN (SELECT p.id FROM "Pair" p WHERE ${scope.pairs}) GROUP BY 1, 2`
}

/** The seconds are those of all decisions on the constraints that the reader may know of, taken back or not: they were spent. */
function yieldSql(scope: Scope, reader: Reader): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(g.model, c.origin::text) AS model, g."promptVersion", count(*)::int AS constraints,
      count(*) FILTER (WHERE c.status = 'accepted')::int AS accepted, sum(${bitsSql}) FILTER (WHERE c.status = 'accepted') AS bits,
      coalesce(sum((SELECT sum(least(d."elapsedMs", ${longestDecisionMs})) FROM "Decision" d WHERE d."constraintId" = c.id AND ${toldSql(reader)})), 0)::float8 / 1000 AS "reviewSeconds"
    FROM "Constraint" c LEFT JOIN "Generation" g ON g.id = c."generationId"
    WHERE c."datasetId" = ${scope.datasetId}::uuid ${scope.of(Prisma.sql`c."pairId"`)} GROUP BY 1, 2`
}
