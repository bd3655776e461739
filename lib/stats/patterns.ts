import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { carriedByPair } from '#lib/stats/carried-by-pair.ts'
import { carried } from '#lib/stats/carried.ts'
import type { Patterns } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { asTable, samplePairs, weighed, weightOf } from '#lib/stats/sample.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'

/** Types that a heat map has room for. */
const mostTypes = 24

/**
 * Which types stand together in one pair, and how often by chance: the lift is pairs with both, over what independent types would have. Of constraints that are
 * neither rejected nor superseded; exact of a whole dataset, and of a filter counted on up to 5,000 pairs, beyond which it is what they stand for. Throws AppError('not_found').
 */
export async function patterns(datasetId: string, filter: PairFilter = {}): Promise<Patterns> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const { together, pairs, weight } = scope.whole ? await ofAll(scope) : await ofSample(scope)
  const alone = together.filter(({ a, b }) => a === b).toSorted((x, y) => y.pairs - x.pairs || (x.a < y.a ? -1 : 1)).slice(0, mostTypes)
  const shown = new Map(alone.map(({ a, pairs: n }) => [a, n]))
  const cells = together
    .filter(({ a, b }) => a !== b && shown.has(a) && shown.has(b))
    .map(({ a, b, pairs: n }) => ({ a, b, pairs: weighed(n, weight), lift: (n * pairs) / ((shown.get(a) ?? 1) * (shown.get(b) ?? 1)) }))
  return {
    sample: { pairs, whole: weight === 1 },
    types: alone.map(({ a, pairs: n }) => ({ type: a, label: typeLabel(a), pairs: weighed(n, weight) })),
    cells,
  }
}

/** Pairs by two types that they carry, among how many pairs, and how many pairs each of these stands for. */
interface Together {
  together: { a: string; b: string; pairs: number }[]
  pairs: number
  weight: number
}

async function ofAll(scope: Scope): Promise<Together> {
  const [{ pairs }, { together }] = await Promise.all([readTallies(scope.datasetId), carriedByPair(scope)])
  return { together, pairs: total(pairs.status), weight: 1 }
}

async function ofSample(scope: Scope): Promise<Together> {
  const sample = await samplePairs(scope)
  const together = await db().$queryRaw<Together['together']>`
      WITH carried AS MATERIALIZED (
        SELECT DISTINCT c."pairId", c.type FROM "Constraint" c JOIN ${asTable(sample)} s ON s.id = c."pairId" WHERE ${carried(Prisma.sql`c.status`)})
      SELECT a.type AS a, b.type AS b, count(*)::int AS pairs FROM carried a JOIN carried b ON b."pairId" = a."pairId" AND a.type <= b.type
      GROUP BY 1, 2`
  return { together, pairs: sample.length, weight: await weightOf(scope, sample) }
}
