import type { PairFilter } from '#lib/datasets/contract.ts'
import { type Asked, pairConditions } from '#lib/datasets/pair-conditions.ts'
import { inTexts, pairsBySaid, type TextWay } from '#lib/datasets/text-anywhere.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** Pairs above which a dataset is great: looking at all that a text finds takes longer than a page may. */
export const great = 200_000
/** Pairs that make a dataset great, or all datasets together, that are looked through at first to see whether many hold a text, that are looked through then, and that an index finds and are sorted. */
const usual = { great, tried: 1000, walked: 16_000, sorted: 8000 }
/** Of bare words a pair's constraints have to be read as well to look it through, which takes longer: beyond so many pairs it is faster to look first for all constraints that say them. */
const mostOneByOne = 5000
/** Rows of constraints that are read for each pair that is wanted, before they are too many. */
const constraintsEach = 4

interface PageAsked extends Asked {
  /** Behind which row, as a condition on "Pair" p begun with AND, or nothing. */
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
 * The ids of a page's pairs in their order. Of a text in a great dataset, or in one beside it, whose texts are in the same indexes, they are found before: the planner cannot know whether many pairs hold it, and finding the first of many by way of all of
 * them, or the few by looking through all pairs, takes seconds. So the next pairs are looked through at first. Hold many of them the text, so are the ones behind them; else all that an index
 * finds are sorted; and only where those are too many after all, the planner has its way.
 */
export async function pageIds(asked: PageAsked, { tried, walked, sorted, great } = usual): Promise<PageIds> {
  const { datasetId, filter, behind, order, limit } = asked
  const of = Prisma.sql`p."datasetId" = ${datasetId}::uuid`
  const walking = (way: TextWay) => pairConditions(asked, way)
  const { own, together } = asksForText(filter) ? await pairsThere(datasetId) : { own: 0, together: 0 }
  if (Math.max(own, together) <= great) return { ids: Prisma.sql`SELECT p.id FROM "Pair" p WHERE ${of} ${pairConditions(asked)} ${behind} ORDER BY ${order} LIMIT ${limit}`, found: null }
  const walk = (most: number, way: TextWay) => idsOf(Prisma.sql`
    SELECT p.id FROM (SELECT * FROM "Pair" p WHERE ${of} ${behind} ORDER BY ${order} LIMIT ${most}) p WHERE TRUE ${walking(way)} ORDER BY ${order} LIMIT ${limit}`)
  const first = await walk(tried, 'walked')
  if (first.length === limit || own <= tried) return listed(first)
  // So many pairs have to be looked through where they are like the first, and some more.
  const expected = (1.2 * limit * tried) / first.length
  const filled = (ids: string[]) => (ids.length === limit || own <= walked ? ids : null)
  const steps = [async () => filled(await walk(walked, expected > mostOneByOne ? 'planned' : 'walked')), () => sortedIds(asked, sorted)]
  for (const step of expected < walked ? steps : steps.toReversed()) {
    const found = await step()
    if (found) return listed(found)
  }
  return { ids: Prisma.sql`SELECT p.id FROM "Pair" p WHERE ${of} ${walking('planned')} ${behind} ORDER BY ${order} LIMIT ${limit}`, found: null }
}

/** The page's ids among all that an index finds; null where those are more than `most`. */
async function sortedIds(asked: PageAsked, most: number): Promise<string[] | null> {
  const { order, limit } = asked
  const rows = await db().$queryRaw<{ id: string | null; complete: boolean }[]>`
    WITH ${foundByText(asked, asked.behind, most)} SELECT page.id, enough.complete FROM enough LEFT JOIN (SELECT p.id FROM found p WHERE (SELECT complete FROM enough) ORDER BY ${order} LIMIT ${limit}) page ON TRUE`
  return rows[0]?.complete ? rows.flatMap(({ id }) => id ?? []) : null
}

/** How rows are asked for: by the process's connections, or by one that has a transaction. */
export type AskRows = <Row extends object>(sql: Prisma.Sql) => Promise<Row[]>

/**
 * The ids of pairs that a filter with bare words finds, in no order, at most `limit` + 1: by the indexes, and where those find too many that the rest of the filter
 * leaves out, in one pair after the other. Null for a filter without.
 */
export async function idsAnywhere(asked: Asked, limit: number, ask: AskRows = (sql) => db().$queryRaw(sql)): Promise<string[] | null> {
  const { datasetId, filter: { q, sight: _, ...others } } = asked
  if (q === undefined) return null
  const alone = Object.values(others).every((value) => value === undefined)
  const [found] = await ask<{ ids: string[]; complete: boolean }>(Prisma.sql`
    WITH ${foundByText(asked, Prisma.empty, alone ? limit : 4 * limit)} SELECT ARRAY(SELECT id FROM found LIMIT ${limit + 1}) AS ids, complete FROM enough`)
  if (found && (found.complete || found.ids.length > limit)) return found.ids
  const walked = await ask<{ id: string }>(Prisma.sql`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(asked, 'walked')} LIMIT ${limit + 1}`)
  return walked.map(({ id }) => id)
}

/** WITH: `found`, pairs that a filter with a text finds, and whether they are all, `enough.complete`: no more rows were read than `most` pairs may have. */
function foundByText({ datasetId, filter, people, tags }: Asked, behind: Prisma.Sql, most: number): Prisma.Sql {
  const { q, ...others } = filter
  const rest = pairConditions({ datasetId, filter: others, people, tags })
  const of = Prisma.sql`p."datasetId" = ${datasetId}::uuid`
  // All that a list can be in order of.
  const key = Prisma.sql`p.id, p."responseWords", p.source, p.language, p.status, p."constraintCount", p."refutedCount"`
  if (q === undefined) return Prisma.sql`found AS MATERIALIZED (SELECT ${key} FROM "Pair" p WHERE ${of} ${rest} ${behind} LIMIT ${most + 1}), enough AS (SELECT count(*) <= ${most} AS complete FROM found)`
  const bySaid = most * constraintsEach
  return Prisma.sql`texts AS MATERIALIZED (SELECT p.id FROM "Pair" p WHERE ${of} AND ${inTexts(q, Prisma.sql`p`)} LIMIT ${most + 1}),
    -- Where the texts are too many already, the constraints are not looked for: of words that are often in them that takes long.
    said AS MATERIALIZED (SELECT s."pairId" FROM (${pairsBySaid(datasetId, q, filter.sight?.reviewerId)}) s WHERE (SELECT count(*) FROM texts) <= ${most} LIMIT ${bySaid + 1}),
    enough AS MATERIALIZED (SELECT (SELECT count(*) FROM texts) <= ${most} AND (SELECT count(*) FROM said) <= ${bySaid} AS complete),
    found AS (SELECT ${key} FROM (SELECT id FROM texts UNION SELECT "pairId" FROM said) f JOIN "Pair" p ON p.id = f.id WHERE ${of} ${rest} ${behind})`
}

/** Whether a filter looks for text, which no index has in a list's order, and of which Postgres cannot guess how many hold it: some hundred of millions, or a hundred times as many. */
function asksForText({ q, instruction, response, constraint }: PairFilter): boolean {
  return [q, instruction, response, constraint].some((text) => text !== undefined)
}

async function idsOf(sql: Prisma.Sql): Promise<string[]> {
  return (await db().$queryRaw<{ id: string }[]>(sql)).map(({ id }) => id)
}

function listed(found: string[]): PageIds {
  return { ids: Prisma.sql`SELECT unnest(${found}::uuid[]) AS id`, found: found.length }
}

/** How many pairs a dataset has, and how many there are of all datasets, going by what Postgres last looked at. */
async function pairsThere(datasetId: string): Promise<{ own: number; together: number }> {
  const counted = await db().$queryRaw<{ own: number; together: number }[]>`
    SELECT (SELECT coalesce(sum(n), 0)::int FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid AND "of" = 'pair.status') AS own, (SELECT reltuples::float8 FROM pg_class WHERE oid = '"Pair"'::regclass) AS together`
  return counted[0] ?? { own: 0, together: 0 }
}
