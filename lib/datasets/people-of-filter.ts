import { type AskedFilter, valuesOf } from '#lib/datasets/asked-filter.ts'
import { constraintConditions, named, toldOpinion } from '#lib/datasets/constraint-conditions.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { alternatives, printFilter } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Who the reviewers are that a filter asks for, looked up before it is asked in a dataset. */
export interface KnownPeople {
  datasetId: string
  ids: string[]
  /** Whether anybody in the dataset has opinions of their own, where several people decide a pair. */
  several: boolean
}

/** Looks up whom a filter asks for; undefined where it asks for nobody. It need not be: without, the same is found, more slowly. */
export async function knownPeople(datasetId: string, filter: PairFilter): Promise<KnownPeople | undefined> {
  const reviewers = valuesOf(filter)('reviewer')
  if (reviewers.length === 0) return undefined
  const [found] = await db().$queryRaw<{ ids: string[]; several: boolean }[]>`
    SELECT ${named(reviewers)} AS ids, EXISTS (SELECT 1 FROM "Opinion" o WHERE o."datasetId" = ${datasetId}::uuid) AS several`
  return found && { datasetId, ...found }
}

/**
 * The pairs with a constraint that a filter asks for, found from what the reviewer did, which is little beside all constraints: in any dataset, unless people are
 * known of one.
 */
export function pairsOfReviewer(filter: AskedFilter, people?: KnownPeople): Prisma.Sql {
  const { reviewer: _, also, ...others } = filter
  const reviewers = valuesOf(filter)('reviewer')
  const rest = constraintConditions({ ...others, also: alternatives(also ?? '').filter(({ reviewer }) => reviewer === undefined).map((term) => printFilter(term)).join(' ') }).map((condition) => Prisma.sql`AND ${condition}`)
  const besides = rest.length > 0 ? Prisma.join(rest, ' ') : Prisma.empty
  // One person is asked for as such: then an index gives the pairs in their order.
  const [only, ...more] = people?.ids ?? []
  const isOne = only !== undefined && more.length === 0 ? Prisma.sql`= ${only}` : Prisma.sql`= ANY(${people ? people.ids : named(reviewers)})`
  const here = people ? Prisma.sql`AND c."datasetId" = ${people.datasetId}::uuid` : Prisma.empty
  const decided = Prisma.sql`SELECT c."pairId" FROM "Constraint" c WHERE c."decidedById" ${isOne} AND c.status <> 'pending' ${here} ${besides}`
  if (people && !people.several) return decided
  return Prisma.sql`${decided} UNION ALL
    SELECT c."pairId" FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId" WHERE o."reviewerId" ${isOne} AND ${toldOpinion(filter.sight)} ${here} ${besides}`
}
