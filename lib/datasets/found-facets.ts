import { facetNames, type FacetName, type PairFilter } from '#lib/datasets/contract.ts'
import { leastFound } from '#lib/datasets/count-pairs.ts'
import { alternatives, printFilter } from '#lib/datasets/filter-language.ts'
import { great, idsAnywhere, type AskRows } from '#lib/datasets/page-ids.ts'
import { constraintConditions, toldOpinion } from '#lib/datasets/constraint-conditions.ts'
import { type Asked, pairConditions, tagsOfFilter } from '#lib/datasets/pair-conditions.ts'
import { pairsByOne } from '#lib/datasets/pairs-by-one.ts'
import { knownPeople } from '#lib/datasets/people-of-filter.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { pool } from '#lib/db/client.ts'
import { isTimeout } from '#lib/db/timeout.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'

/** How many pairs a filter may find for its facets to be counted, and how long that may take in all; beyond, one is told of the whole dataset instead. */
export const foundLimit = 10_000
const patienceMs = 1500
/** In a great dataset, where what is found lies far apart. */
const foundAmongMany = 1000

/** The facets, each with the keys of a filter that set it. */
const facetKeys = {
  sources: ['source'],
  languages: ['language'],
  statuses: ['status'],
  words: ['minWords', 'maxWords'],
  runs: ['run'],
  types: ['type'],
  verdicts: ['outcome'],
  decisions: ['decision'],
  origins: ['origin'],
  reviewers: ['reviewer'],
  tags: ['tag'],
} as const satisfies Record<FacetName, readonly (keyof PairFilter)[]>

/** How many there are of each value; null for none. */
export type FoundCounts = Record<FacetName, { value: string | null; n: number }[]>

/**
 * The counts of the facets among the pairs that a filter finds: of each facet, those that are found without what the filter says of that facet
 * itself, so that its other values can be added. `dear` are the facets that are left out, for that are too many pairs or takes too long; those
 * of them that a filter asks nothing of besides are those of the whole dataset. The filter names no `reviewer:me` any more (see forReader).
 */
export async function countFound(datasetId: string, { sight, ...filter }: SeenFilter, pairs: number): Promise<{ counts: Partial<FoundCounts>; dear: FacetName[] }> {
  const [people, tags] = await Promise.all([knownPeople(datasetId, filter), tagsOfFilter(datasetId, filter)])
  const limit = pairs > great ? foundAmongMany : foundLimit
  const asked = new Map<string, { rest: PairFilter; names: FacetName[] }>()
  for (const name of facetNames) {
    const rest = without(filter, facetKeys[name])
    const key = JSON.stringify(rest)
    asked.set(key, { rest, names: [...(asked.get(key)?.names ?? []), name] })
  }
  const counts: Partial<FoundCounts> = {}
  const few = await notKnownAsMany(datasetId, [...asked.values()], { sight, pairs, limit })
  const client = await pool().connect()
  const ask: AskRows = async <Row extends object>({ text, values }: Prisma.Sql) => (await client.query<Row>(text, values)).rows
  const until = Date.now() + patienceMs
  try {
    await client.query('BEGIN READ ONLY')
    // What most facets ask first: should the time run out, it is there.
    for (const { rest, names } of few.toSorted((a, b) => b.names.length - a.names.length)) {
      await client.query(`SET LOCAL statement_timeout = ${Math.max(1, until - Date.now())}`)
      const found = await findFew({ datasetId, filter: { ...rest, sight }, people, tags }, limit, ask)
      if (found === null) continue
      const rows = await ask<{ of: FacetName; value: string | null; n: number }>(countSql(datasetId, { ...rest, sight }, names, found))
      for (const name of names) counts[name] = rows.filter((row) => row.of === name)
    }
  } catch (error) {
    if (!isTimeout(error)) throw error
  } finally {
    await client.query('ROLLBACK').finally(() => client.release())
  }
  return { counts, dear: facetNames.filter((name) => counts[name] === undefined && Object.keys(without(filter, facetKeys[name])).length > 0) }
}

/** What is asked for without what the kept counts tell to be of too many pairs: those need not be found for that. Before a connection is held, for these ask over others: as many at once as there are connections would wait for each other. */
async function notKnownAsMany<Asked extends { rest: PairFilter }>(datasetId: string, asked: readonly Asked[], { sight, pairs, limit }: { sight: Sight | undefined; pairs: number; limit: number }): Promise<Asked[]> {
  if (pairs <= limit) return [...asked]
  const least = await Promise.all(asked.map(({ rest }) => leastFound(datasetId, { ...rest, sight })))
  return asked.filter((_, n) => (least[n] ?? 0) <= limit)
}

function without(filter: PairFilter, keys: readonly (keyof PairFilter)[]): PairFilter {
  const { also, ...own } = filter
  const others = alternatives(also ?? '').filter((term) => keys.every((key) => !(key in term)))
  const rest = Object.fromEntries(Object.entries(own).filter(([key, value]) => value !== undefined && keys.every((known) => known !== key)))
  return others.length === 0 ? rest : { ...rest, also: others.map((term) => printFilter(term)).join(' ') }
}

/** What facets count of a pair itself. */
interface FoundPair {
  id: string
  source: string
  language: string | null
  status: string
  responseWords: number
  importRunId: string | null
}

/**
 * The pairs that a filter finds, as a table expression of which the planner knows how few they are; null where they are more than `limit`. What is looked for in their texts is looked for in
 * the rows themselves, wherever on the disk they lie: what is counted of them is taken along. Else they are found as ids, by indexes alone where that can be.
 */
async function findFew(asked: Asked, limit: number, ask: AskRows): Promise<Prisma.Sql | null> {
  const { datasetId, filter } = asked
  if (filter.q === undefined && (filter.instruction !== undefined || filter.response !== undefined)) {
    const rows = await ask<FoundPair>(Prisma.sql`
      SELECT p.id, p.source, p.language, p.status::text AS status, p."responseWords", p."importRunId" FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(asked)} LIMIT ${limit + 1}`)
    const all = <Key extends keyof FoundPair>(key: Key) => rows.map((row) => row[key])
    return rows.length > limit ? null : Prisma.sql`SELECT * FROM unnest(${all('id')}::uuid[], ${all('source')}::text[], ${all('language')}::text[], ${all('status')}::text[], ${all('responseWords')}::int[], ${all('importRunId')}::uuid[])
      f(id, source, language, status, "responseWords", "importRunId")`
  }
  const ids = (await idsAnywhere(asked, limit, ask)) ?? (await ask<{ id: string }>(findSql(asked, limit + 1))).map(({ id }) => id)
  return ids.length > limit ? null : Prisma.sql`SELECT p.id, p.source, p.language, p.status, p."responseWords", p."importRunId" FROM unnest(${ids}::uuid[]) f(id) JOIN "Pair" p ON p.id = f.id`
}

/** The ids of the pairs that a filter finds, at most so many, in no order. */
function findSql(asked: Asked, most: number): Prisma.Sql {
  const { datasetId, filter, people, tags } = asked
  const byOne = pairsByOne(datasetId, filter, people, tags)
  if (byOne) return Prisma.sql`SELECT DISTINCT c."pairId" AS id FROM ${byOne} LIMIT ${most}`
  return Prisma.sql`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(asked)} LIMIT ${most}`
}

const ofConstraints: readonly FacetName[] = ['types', 'verdicts', 'decisions', 'origins', 'reviewers']

/**
 * The counts of facets among these pairs. Their constraints are read once, and what is alike in all that the facets tell apart is counted together: some hundred kinds of ten thousands, of which
 * each facet is a sum. Of a constraint counts what meets what else is asked of one.
 */
function countSql(datasetId: string, filter: SeenFilter, names: readonly FacetName[], found: Prisma.Sql): Prisma.Sql {
  const conditions = constraintConditions(filter)
  const meets = conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ')
  const parts: Record<FacetName, Prisma.Sql> = {
    sources: Prisma.sql`SELECT 'sources' AS of, f.source AS value, count(*)::int AS n FROM found f GROUP BY 2`,
    languages: Prisma.sql`SELECT 'languages' AS of, f.language AS value, count(*)::int AS n FROM found f GROUP BY 2`,
    statuses: Prisma.sql`SELECT 'statuses' AS of, f.status::text AS value, count(*)::int AS n FROM found f GROUP BY 2`,
    words: Prisma.sql`SELECT 'words' AS of, least(f."responseWords" / 50, 20)::text AS value, count(*)::int AS n FROM found f GROUP BY 2`,
    tags: Prisma.sql`SELECT 'tags' AS of, pt."tagId"::text AS value, count(*)::int AS n FROM found f JOIN "PairTag" pt ON pt."pairId" = f.id GROUP BY 2`,
    runs: Prisma.sql`SELECT 'runs' AS of, t.run::text AS value, count(*)::int AS n FROM (
      SELECT f."importRunId" AS run, f.id FROM found f WHERE f."importRunId" IS NOT NULL
      UNION SELECT i."runId", f.id FROM "Run" r JOIN "RunItem" i ON i."runId" = r.id JOIN found f ON f.id = i."pairId" WHERE r."datasetId" = ${datasetId}::uuid
      UNION SELECT c."runId", c."pairId" FROM found f JOIN "Constraint" c ON c."pairId" = f.id WHERE c."runId" IS NOT NULL) t GROUP BY 2`,
    types: Prisma.sql`SELECT 'types' AS of, k.type AS value, sum(k.n)::int AS n FROM kinds k GROUP BY 2`,
    verdicts: Prisma.sql`SELECT 'verdicts' AS of, k.said AS value, sum(k.n)::int AS n FROM kinds k GROUP BY 2`,
    decisions: Prisma.sql`SELECT 'decisions' AS of, k.status::text AS value, sum(k.n)::int AS n FROM kinds k GROUP BY 2`,
    origins: Prisma.sql`SELECT 'origins' AS of, k.origin::text AS value, sum(k.n)::int AS n FROM kinds k GROUP BY 2`,
    // What each decided for everybody, and what each holds of others' besides.
    reviewers: Prisma.sql`SELECT 'reviewers' AS of, r.by AS value, sum(r.n)::int AS n FROM (
      SELECT k."decidedById" AS by, k.n FROM kinds k WHERE k.status <> 'pending' AND k."decidedById" IS NOT NULL
      UNION ALL SELECT o."reviewerId", 1 FROM found f JOIN "Opinion" o ON o."pairId" = f.id JOIN "Constraint" c ON c.id = o."constraintId"
        WHERE ${meets} AND ${toldOpinion(filter.sight)} AND NOT (c.status <> 'pending' AND c."decidedById" IS NOT DISTINCT FROM o."reviewerId")) r GROUP BY 2`,
  }
  const kinds = names.some((name) => ofConstraints.includes(name))
    ? Prisma.sql`, kinds AS MATERIALIZED (
      SELECT c.type, c.status, c.origin, c."decidedById", ${saidSql(filter.sight)} AS said, count(*) AS n FROM found f JOIN "Constraint" c ON c."pairId" = f.id WHERE ${meets} GROUP BY 1, 2, 3, 4, 5)`
    : Prisma.empty
  return Prisma.sql`WITH found AS MATERIALIZED (${found})${kinds}
    ${Prisma.join(names.map((name) => parts[name]), ' UNION ALL ')}`
}

/** See verdict-said.ts; as whoever asks sees it. */
const saidSql = (sight: Sight | undefined): Prisma.Sql => Prisma.sql`CASE WHEN ${sight ? decoySql(sight) : Prisma.sql`FALSE`} THEN 'none' WHEN c.outcome IS NULL OR (c."outcomeBy" = 'llm' AND c.outcome NOT IN ('pass', 'fail')) THEN 'none'
  WHEN c."outcomeBy" = 'llm' THEN 'judged-' || c.outcome::text ELSE c.outcome::text END`
