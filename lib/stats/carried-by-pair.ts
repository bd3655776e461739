import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { carried } from '#lib/stats/carried.ts'
import type { CoverageCell } from '#lib/stats/contract.ts'
import { facets, lengthBand } from '#lib/stats/grid-axes.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import type { Scope } from '#lib/stats/scope.ts'
import { readTallies, summed } from '#lib/stats/tallies.ts'

/** What the pairs of a dataset carry, each pair once however often it carries a type: constraints that are neither rejected nor superseded. */
export interface CarriedByPair {
  /** Pairs that carry both types, a before b; a alone where they are one and the same. Of the most frequent types. */
  together: { a: string; b: string; pairs: number }[]
  /** Pairs with a constraint of a facet, by length of the response and language. */
  cells: CoverageCell[]
}

/** Types that fit into the set of a pair, a number of 63 bits: the most frequent; files can name any number. Facets are fewer. */
const mostInSet = 63

/**
 * Counts exactly what the pairs of a whole dataset carry, in one pass over its constraints: each pair's types and facets become two sets, and pairs of like sets are counted together.
 * Counted once for all that ask while nothing changes.
 */
export function carriedByPair(scope: Scope): Promise<CarriedByPair> {
  return counts(scope, async () => {
    const standing = (await readTallies(scope.datasetId)).constraints.filter(({ status }) => status !== 'rejected' && status !== 'superseded')
    const all = summed(standing, ({ type }) => type).map(({ key }) => key)
    const types = all.slice(0, mostInSet).toSorted()
    const bit = (at: number): string => (at === -1 ? 0n : 1n << BigInt(at)).toString()
    const ofType = all.map((type) => bit(types.indexOf(type)))
    const ofFacet = all.map((type) => bit(facets.indexOf(type.split('.')[0] ?? '')))
    const rows = await db().$queryRaw<{ a: number; b: number | null; language: string | null; pairs: number; isCell: boolean }[]>`
      WITH known AS (SELECT unnest(${all}::text[]) AS type, unnest(${ofType}::bigint[]) AS types, unnest(${ofFacet}::bigint[]) AS facets),
        carried AS MATERIALIZED (
          SELECT c."pairId", bit_or(k.types) AS types, bit_or(k.facets) AS facets FROM "Constraint" c JOIN known k ON k.type = c.type
          WHERE c."datasetId" = ${scope.datasetId}::uuid AND ${carried(Prisma.sql`c.status`)} GROUP BY c."pairId"),
        alike AS MATERIALIZED (SELECT types, count(*) AS n FROM carried GROUP BY 1),
        grid AS MATERIALIZED (SELECT q.facets, ${lengthBand(Prisma.sql`p."responseWords"`)} AS band, p.language, count(*) AS n FROM carried q JOIN "Pair" p ON p.id = q."pairId" GROUP BY 1, 2, 3)
      SELECT a, b, NULL AS language, sum(n)::int AS pairs, FALSE AS "isCell"
      FROM alike, generate_series(0, ${types.length - 1}) a, generate_series(a, ${types.length - 1}) b WHERE types >> a & 1 = 1 AND types >> b & 1 = 1 GROUP BY 1, 2
      UNION ALL
      SELECT facet, band, language, sum(n)::int, TRUE FROM grid, generate_series(0, ${facets.length - 1}) facet WHERE facets >> facet & 1 = 1 GROUP BY 1, 2, 3`
    return {
      together: rows.flatMap(({ a, b, pairs, isCell }) => (isCell || b === null ? [] : [{ a: types[a] ?? '', b: types[b] ?? '', pairs }])),
      cells: rows.flatMap(({ a, b, language, pairs, isCell }) => (isCell ? [{ facet: facets[a] ?? '', band: b ?? 0, language, pairs }] : [])),
    }
  })
}
const counts = ingredient<CarriedByPair>('carried by pair')
