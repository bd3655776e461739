import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { carried } from '#lib/stats/carried.ts'
import type { Patterns } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { asTable, samplePairs, weighed, weightOf } from '#lib/stats/sample.ts'
import { scopeOf } from '#lib/stats/scope.ts'

/** Types that a heat map has room for. */
const mostTypes = 24

/**
 * Which types stand together in one pair, and how often by chance: the lift is pairs with both, over what independent types would have. Counted
 * on up to 5,000 pairs, beyond which it is what they stand for, over constraints that are neither rejected nor superseded. Throws AppError('not_found').
 */
export async function patterns(datasetId: string, filter: PairFilter = {}): Promise<Patterns> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const sample = await samplePairs(scope)
  const weight = await weightOf(scope, sample)
  const together = await db().$queryRaw<{ a: string; b: string; pairs: number }[]>`
      WITH carried AS MATERIALIZED (
        SELECT DISTINCT c."pairId", c.type FROM "Constraint" c JOIN ${asTable(sample)} s ON s.id = c."pairId" WHERE ${carried(Prisma.sql`c.status`)})
      SELECT a.type AS a, b.type AS b, count(*)::int AS pairs FROM carried a JOIN carried b ON b."pairId" = a."pairId" AND a.type <= b.type
      GROUP BY 1, 2`
  const pairs = sample.length
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
