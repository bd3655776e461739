import { rarityKeySql } from '#lib/datasets/build-stages.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import { constraintGroups } from '#lib/stats/constraint-groups.ts'
import type { CostRow, Costs } from '#lib/stats/contract.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { scopeDecisions, type Maker } from '#lib/stats/scope-decisions.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, summed, total } from '#lib/stats/tallies.ts'

interface Ledger {
  model: string | null
  promptVersion: string | null
  calls: number
  errors: number
  /** Of what the endpoints charge: the sum, and in which currencies, as far as is known. */
  cost: number | null
  currencies: string[] | null
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
  await countRarities()
  const [ledger, made] = await Promise.all([db().$queryRaw<Ledger[]>(ledgerSql(scope)), yields(scope, reader)])
  const currencies = [...new Set(ledger.flatMap(({ currencies: of }) => of ?? []))]
  const keys = new Map([...ledger, ...made].map(({ model, promptVersion }) => [keyOf(model, promptVersion), { model, promptVersion }]))
  const rows = [...keys].map(([key, { model, promptVersion }]): CostRow => {
    const calls = ledger.find((row) => keyOf(row.model, row.promptVersion) === key)
    const of = made.find((row) => keyOf(row.model, row.promptVersion) === key)
    return row({ model, promptVersion, calls, made: of })
  })
  return { currency: only(currencies), rows: rows.toSorted((a, b) => b.accepted - a.accepted || b.calls - a.calls) }
}

/** The one that there is; null for none, or several. */
function only(currencies: readonly string[]): string | null {
  return currencies.length === 1 ? (currencies[0] ?? null) : null
}

function row({ model, promptVersion, calls, made }: { model: string | null; promptVersion: string | null; calls: Ledger | undefined; made: Yield | undefined }): CostRow {
  const [accepted, bits] = [made?.accepted ?? 0, made?.bits ?? 0]
  const currencies = calls?.currencies ?? []
  // What is priced in several currencies has no sum.
  const spent = { money: currencies.length > 1 ? null : (calls?.cost ?? null), modelSeconds: calls?.seconds ?? 0, reviewSeconds: made?.reviewSeconds ?? 0 }
  const per = (n: number) =>
    n === 0 ? null : { money: spent.money === null ? null : spent.money / n, modelSeconds: spent.modelSeconds / n, reviewSeconds: spent.reviewSeconds / n }
  return {
    model, promptVersion, calls: calls?.calls ?? 0, errors: calls?.errors ?? 0, constraints: made?.constraints ?? 0, accepted, bits, currency: only(currencies), ...spent,
    perAccepted: per(accepted), perBit: per(bits),
  }
}

function keyOf(model: string | null, promptVersion: string | null): string {
  return JSON.stringify([model, promptVersion])
}

function ledgerSql(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.model, g."promptVersion", count(*)::int AS calls, count(*) FILTER (WHERE g.status = 'error')::int AS errors,
      sum(g.cost)::float8 AS cost, array_agg(DISTINCT e.currency) FILTER (WHERE g.cost IS NOT NULL AND e.currency IS NOT NULL) AS currencies, coalesce(sum(g."latencyMs"), 0)::float8 / 1000 AS seconds
    FROM "Generation" g LEFT JOIN "Endpoint" e ON e.id = g."endpointId"
    WHERE g."pairId" IN (SELECT p.id FROM "Pair" p WHERE ${scope.pairs}) GROUP BY 1, 2`
}

/** What made the constraints of this scope: a model and its prompt, or a rule, an import or a person. What is of neither is not there. */
async function yields(scope: Scope, reader: Reader): Promise<Yield[]> {
  const [made, bits, { seconds }] = await Promise.all([
    scope.whole ? keptNumbers(scope.datasetId) : countedNumbers(scope),
    db().$queryRaw<(Maker & { bits: number | null })[]>`
      SELECT ${maker}, sum(r.bits) AS bits FROM "Constraint" c LEFT JOIN "Generation" g ON g.id = c."generationId" JOIN "CheckRarity" r ON r."checkerId" = c."checkerId" AND r.kwargs = ${rarityKeySql}
      WHERE c."datasetId" = ${scope.datasetId}::uuid AND c.status = 'accepted' ${scope.of(Prisma.sql`c."pairId"`)} GROUP BY 1, 2`,
    scopeDecisions(scope, reader),
  ])
  const of = <Row extends Maker>(rows: readonly Row[], by: Maker) => rows.find((row) => keyOf(row.model, row.promptVersion) === keyOf(by.model, by.promptVersion))
  return made.map((row) => ({ ...row, bits: of(bits, row)?.bits ?? null, reviewSeconds: of(seconds, row)?.seconds ?? 0 }))
}

interface Made extends Maker {
  constraints: number
  accepted: number
}
const maker = Prisma.sql`coalesce(g.model, c.origin::text) AS model, g."promptVersion"`

async function countedNumbers(scope: Scope): Promise<Made[]> {
  return added((await constraintGroups(scope)).map(({ model, origin, promptVersion, status, n }) => ({ model: model ?? origin, promptVersion, constraints: n, accepted: status === 'accepted' ? n : 0 })))
}

/** The sums for each maker. */
function added(rows: readonly Made[]): Made[] {
  const sums = new Map<string, Made>()
  for (const { model, promptVersion, constraints: n, accepted } of rows) {
    const before = sums.get(keyOf(model, promptVersion))
    sums.set(keyOf(model, promptVersion), { model, promptVersion, constraints: n + (before?.constraints ?? 0), accepted: accepted + (before?.accepted ?? 0) })
  }
  return [...sums.values()]
}

/** Of a whole dataset: only what calls proposed is counted, of which there is an index; the rest is what the kept counts have beside it. */
async function keptNumbers(datasetId: string): Promise<Made[]> {
  const [{ constraints }, called] = await Promise.all([
    readTallies(datasetId),
    db().$queryRaw<(Made & { origin: string })[]>`
      SELECT c.origin::text AS origin, coalesce(g.model, c.origin::text) AS model, g."promptVersion", count(*)::int AS constraints, count(*) FILTER (WHERE c.status = 'accepted')::int AS accepted
      FROM "Constraint" c LEFT JOIN "Generation" g ON g.id = c."generationId" WHERE c."datasetId" = ${datasetId}::uuid AND c."generationId" IS NOT NULL GROUP BY 1, 2, 3`,
  ])
  const rest = summed(constraints, ({ origin }) => origin).flatMap(({ key: origin, n }): Made[] => {
    const byCalls = called.filter((row) => row.origin === origin)
    const accepted = total(constraints.filter((row) => row.origin === origin && row.status === 'accepted'))
    const left = n - byCalls.reduce((sum, row) => sum + row.constraints, 0)
    return left > 0 ? [{ model: origin, promptVersion: null, constraints: left, accepted: accepted - byCalls.reduce((sum, row) => sum + row.accepted, 0) }] : []
  })
  return added([...called, ...rest])
}
