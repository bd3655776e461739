import { db } from '#lib/db/client.ts'
import { ingredient } from '#lib/stats/ingredient.ts'
import type { Scope } from '#lib/stats/scope.ts'
import type { TallyRow } from '#lib/stats/tallies.ts'

/** The counts of a filter's pairs, as the database keeps them of a whole dataset: each pair is read once for all parts that say something of pairs. */
export function pairTallies(scope: Scope): Promise<TallyRow[]> {
  // Pairs that are alike in all that is counted are made one before their keys are told: that takes a quarter of the time. Words count in bands of 50.
  return tallies(scope, () => db().$queryRaw<TallyRow[]>`
    SELECT k."of", k.key, sum(alike.n)::int AS n
    FROM (
      SELECT p.status, p.source, p.language, p.license, p."responseWords" / 50 AS band, p."constraintCount", p.unchecked, p."acceptedCount" > 0 AS accepted, count(*) AS n
      FROM "Pair" p WHERE ${scope.pairs} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ) alike, pair_keys(status, source, language, license, band * 50, "constraintCount", unchecked, accepted::int) k
    GROUP BY 1, 2`)
}
const tallies = ingredient<TallyRow[]>('pairs')
