import type { PairFilter, PairSort } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Pairs above which a dataset is great: looking at all that a text finds takes longer than a page may. */
export const great = 200_000
/** Pairs that make a dataset great, that an index finds and are sorted at first, that are looked through one after the other, and that are sorted then. */
const usual = { great, few: 1000, walked: 16_000, sorted: 6000 }

interface PageAsked {
  datasetId: string
  filter: PairFilter
  sort: PairSort
  /** Conditions on "Pair" p: of the filter, begun with AND; and behind which row, the same, or nothing. */
  conditions: Prisma.Sql
  behind: Prisma.Sql
  order: Prisma.Sql
  limit: number
}

interface PageIds {
  /** SQL that has a column id. */
  ids: Prisma.Sql
  /** How many they are, where they were found before: one may be deleted until its row is read. Null where the SQL finds them. */
  found: number | null
}

/**
 * The ids of a page's pairs in their order. Of a text in a great dataset they are found before: the planner cannot know whether many
 * pairs hold it, and finding the first of many by way of all of them, or the few by looking through all pairs, takes seconds. So a few that an index finds are sorted; are there
 * more, the next pairs are looked through; are too few among those, more are sorted; and only where there are still more, the planner has its way.
 */
export async function pageIds(asked: PageAsked, patience = usual): Promise<PageIds> {
  const { datasetId, filter: { q, instruction, response }, sort, conditions, behind, order, limit } = asked
  const of = Prisma.sql`p."datasetId" = ${datasetId}::uuid`
  const planned = Prisma.sql`SELECT p.id FROM "Pair" p WHERE ${of} ${conditions} ${behind} ORDER BY ${order} LIMIT ${limit}`
  const byText = (q ?? instruction ?? response) !== undefined && (sort === 'oldest' || sort === 'newest')
  if (!byText || (await pairsOf(datasetId)) <= patience.great) return { ids: planned, found: null }
  const sorted = async (most: number): Promise<PageIds | null> => {
    const found = await ids(Prisma.sql`SELECT p.id FROM "Pair" p WHERE ${of} ${conditions} ${behind} LIMIT ${most + 1}`)
    if (found.length > most) return null
    // UUIDs in small letters are in the same order as texts.
    const oldest = found.toSorted()
    return listed((sort === 'oldest' ? oldest : oldest.toReversed()).slice(0, limit))
  }
  const few = await sorted(patience.few)
  if (few) return few
  const walked = await ids(Prisma.sql`
    SELECT p.id FROM (SELECT * FROM "Pair" p WHERE ${of} ${behind} ORDER BY ${order} LIMIT ${patience.walked}) p WHERE TRUE ${conditions} ORDER BY ${order} LIMIT ${limit}`)
  return walked.length === limit ? listed(walked) : ((await sorted(patience.sorted)) ?? { ids: planned, found: null })
}

async function ids(sql: Prisma.Sql): Promise<string[]> {
  return (await db().$queryRaw<{ id: string }[]>(sql)).map(({ id }) => id)
}

function listed(found: string[]): PageIds {
  return { ids: Prisma.sql`SELECT unnest(${found}::uuid[]) AS id`, found: found.length }
}

/** How many pairs a dataset has. */
async function pairsOf(datasetId: string): Promise<number> {
  const sums = await db().$queryRaw<{ n: number }[]>`SELECT coalesce(sum(n), 0)::int AS n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid AND "of" = 'pair.status'`
  return sums[0]?.n ?? 0
}
