import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { checksOf, countRarities } from '#lib/stats/check-rarity.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import type { Scope } from '#lib/stats/scope.ts'

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

/** Ids as a table expression with the column id. */
export function asTable(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`(SELECT unnest(${ids}::uuid[]) AS id)`
}

/** Sees to it that it is known how rare the checks of these pairs are, a scope's sample. */
export async function countRaritiesOf(scope: Scope, sample: readonly string[]): Promise<void> {
  await rarities(scope, () => countRarities(checksOf(asTable(sample))))
}
const rarities = ingredient<void>('rarities')
