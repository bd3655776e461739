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

/** Types that fit into the set of a pair, two numbers of 31 bits: the most frequent; files can name any number. Facets fit into one. */
const mostInSet = 62
const half = 31
/** Sets that come in one row. */
const setsInRow = 5000

/**
 * Counts exactly what the pairs of a whole dataset carry, in one pass over its constraints: each pair's types and facets become sets, and pairs of like sets are counted together. Which types
 * are in each set together is counted here: a join would make some thirty rows of each set.
 * Counted once for all that ask while nothing changes.
 */
export function carriedByPair(scope: Scope): Promise<CarriedByPair> {
  return counts(scope, async () => {
    const standing = (await readTallies(scope.datasetId)).constraints.filter(({ status }) => status !== 'rejected' && status !== 'superseded')
    const all = summed(standing, ({ type }) => type).map(({ key }) => key)
    const types = all.slice(0, mostInSet).toSorted()
    const bit = (at: number): number => (at < 0 || at >= half ? 0 : 2 ** at)
    const rows = await db().$queryRaw<{ sets: string | null; facet: number; band: number; language: string | null; pairs: number }[]>`
      WITH known AS (
          SELECT unnest(${all}::text[]) AS type, unnest(${all.map((type) => bit(types.indexOf(type)))}::int[]) AS low, unnest(${all.map((type) => bit(types.indexOf(type) - half))}::int[]) AS high,
            unnest(${all.map((type) => bit(facets.indexOf(type.split('.')[0] ?? '')))}::int[]) AS facets),
        carried AS MATERIALIZED (
          SELECT c."pairId", bit_or(k.low) AS low, bit_or(k.high) AS high, bit_or(k.facets) AS facets FROM "Constraint" c JOIN known k ON k.type = c.type
          WHERE c."datasetId" = ${scope.datasetId}::uuid AND ${carried(Prisma.sql`c.status`)} GROUP BY c."pairId"),
        alike AS (SELECT low, high, count(*) AS n, row_number() OVER () / ${setsInRow}::int AS place FROM carried GROUP BY low, high),
        grid AS (SELECT q.facets, ${lengthBand(Prisma.sql`p."responseWords"`)} AS band, p.language, count(*) AS n FROM carried q JOIN "Pair" p ON p.id = q."pairId" GROUP BY 1, 2, 3)
      SELECT string_agg(concat_ws(' ', low, high, n), ',') AS sets, 0 AS facet, 0 AS band, NULL AS language, 0 AS pairs FROM alike GROUP BY place
      UNION ALL
      SELECT NULL, facet, band, language, sum(n)::int FROM grid, generate_series(0, ${facets.length - 1}::int) facet WHERE facets >> facet & 1 = 1 GROUP BY 2, 3, 4`
    return {
      together: togetherIn(rows.flatMap(({ sets }) => sets ?? []), types),
      cells: rows.flatMap(({ sets, facet, band, language, pairs }) => (sets === null ? [{ facet: facets[facet] ?? '', band, language, pairs }] : [])),
    }
  })
}
const counts = ingredient<CarriedByPair>('carried by pair')

/** Pairs by two types that are in their sets; each set is its two numbers and how many pairs have it. */
function togetherIn(rows: readonly string[], types: readonly string[]): CarriedByPair['together'] {
  const pairs = new Float64Array(types.length * types.length)
  for (const sets of rows) {
    for (const set of sets.split(',')) {
      const [low = 0, high = 0, n = 0] = set.split(' ').map(Number)
      const within = types.flatMap((_, at) => ((at < half ? low >> at : high >> (at - half)) & 1 ? [at] : []))
      for (const [place, a] of within.entries()) for (const b of within.slice(place)) pairs[a * types.length + b] = (pairs[a * types.length + b] ?? 0) + n
    }
  }
  return types.flatMap((a, x) => types.flatMap((b, y) => ((pairs[x * types.length + y] ?? 0) > 0 ? [{ a, b, pairs: pairs[x * types.length + y] ?? 0 }] : [])))
}
