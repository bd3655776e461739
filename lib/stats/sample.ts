import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import { pairTallies } from '#lib/stats/pair-tallies.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { readTallies, talliesOf, total } from '#lib/stats/tallies.ts'

/** Pairs that what is too dear to count over millions is measured on; fewer are measured all. */
export const sampleSize = 5000

/**
 * A sample of a scope's pairs, the same every time: the ids of the first by content hash, which is as good as drawn by lot and has an index. Of a filter's
 * pairs the index is read until there are enough, so that parts share what was found.
 */
export function samplePairs(scope: Scope): Promise<string[]> {
  return samples(scope, async () => {
    const rows = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM "Pair" p WHERE ${scope.pairs} ORDER BY p."contentHash" LIMIT ${sampleSize}`
    return rows.map(({ id }) => id)
  })
}
const samples = ingredient<string[]>('sample')

/** How many of a scope's pairs each of its sample stands for: 1 where the sample is all of them. */
export async function weightOf(scope: Scope, sample: readonly string[]): Promise<number> {
  if (sample.length < sampleSize) return 1
  const { pairs } = scope.whole ? await readTallies(scope.datasetId) : talliesOf(await pairTallies(scope))
  return Math.max(1, total(pairs.status) / sample.length)
}

/** A count of a sample as what it stands for, in two digits: it tells no more than that. */
export function weighed(n: number, weight: number): number {
  return weight === 1 ? n : Number((n * weight).toPrecision(2))
}

/** Ids as a table expression with the column id. */
export function asTable(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`(SELECT unnest(${ids}::uuid[]) AS id)`
}
