import { facetNames, type FacetName, type PairFilter } from '#lib/datasets/contract.ts'
import { alternatives, printFilter } from '#lib/datasets/filter-language.ts'
import { constraintConditions, pairConditions, type SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { pool } from '#lib/db/client.ts'
import { isTimeout } from '#lib/db/timeout.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'
import { toldSql } from '#lib/stats/reader.ts'

/** How many pairs a filter may find for its facets to be counted, and how long that may take in all; beyond, one is told of the whole dataset instead. */
export const foundLimit = 10_000
const patienceMs = 1500

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
export async function countFound(datasetId: string, { sight, ...filter }: SeenFilter): Promise<{ counts: Partial<FoundCounts>; dear: FacetName[] }> {
  const asked = new Map<string, { rest: PairFilter; names: FacetName[] }>()
  for (const name of facetNames) {
    const rest = without(filter, facetKeys[name])
    const key = JSON.stringify(rest)
    asked.set(key, { rest, names: [...(asked.get(key)?.names ?? []), name] })
  }
  const counts: Partial<FoundCounts> = {}
  const client = await pool().connect()
  const until = Date.now() + patienceMs
  try {
    await client.query('BEGIN READ ONLY')
    // What most facets ask first: should the time run out, it is there.
    for (const { rest, names } of [...asked.values()].toSorted((a, b) => b.names.length - a.names.length)) {
      await client.query(`SET LOCAL statement_timeout = ${Math.max(1, until - Date.now())}`)
      const { text, values } = countSql(datasetId, { ...rest, sight }, names)
      const { rows } = await client.query<{ of: FacetName | 'found'; value: string | null; n: number }>(text, values)
      if (rows.some((row) => row.of === 'found' && row.n > foundLimit)) continue
      for (const name of names) counts[name] = rows.filter((row) => row.of === name)
    }
  } catch (error) {
    if (!isTimeout(error)) throw error
  } finally {
    await client.query('ROLLBACK').finally(() => client.release())
  }
  return { counts, dear: facetNames.filter((name) => counts[name] === undefined && Object.keys(without(filter, facetKeys[name])).length > 0) }
}

function without(filter: PairFilter, keys: readonly (keyof PairFilter)[]): PairFilter {
  const { also, ...own } = filter
  const others = alternatives(also ?? '').filter((term) => keys.every((key) => !(key in term)))
  const rest = Object.fromEntries(Object.entries(own).filter(([key, value]) => value !== undefined && keys.every((known) => known !== key)))
  return others.length === 0 ? rest : { ...rest, also: others.map((term) => printFilter(term)).join(' ') }
}

function countSql(datasetId: string, filter: SeenFilter, names: readonly FacetName[]): Prisma.Sql {
  const conditions = constraintConditions(filter)
  // Of a constraint: those that meet what else is asked of one.
  const constraints = Prisma.sql`found f JOIN "Constraint" c ON c."pairId" = f.id WHERE ${conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ')}`
  const parts: Record<FacetName, Prisma.Sql> = {
    sources: Prisma.sql`SELECT 'sources', f.source, count(*)::int FROM found f GROUP BY 2`,
    languages: Prisma.sql`SELECT 'languages', f.language, count(*)::int FROM found f GROUP BY 2`,
    statuses: Prisma.sql`SELECT 'statuses', f.status::text, count(*)::int FROM found f GROUP BY 2`,
    words: Prisma.sql`SELECT 'words', least(f."responseWords" / 50, 20)::text, count(*)::int FROM found f GROUP BY 2`,
    tags: Prisma.sql`SELECT 'tags', pt."tagId"::text, count(*)::int FROM found f JOIN "PairTag" pt ON pt."pairId" = f.id GROUP BY 2`,
    runs: Prisma.sql`SELECT 'runs', t.run::text, count(*)::int FROM (
      SELECT f."importRunId" AS run, f.id FROM found f WHERE f."importRunId" IS NOT NULL
      UNION SELECT i."runId", f.id FROM "Run" r JOIN "RunItem" i ON i."runId" = r.id JOIN found f ON f.id = i."pairId" WHERE r."datasetId" = ${datasetId}::uuid
      UNION SELECT c."runId", f.id FROM found f JOIN "Constraint" c ON c."pairId" = f.id WHERE c."runId" IS NOT NULL) t GROUP BY 2`,
    types: Prisma.sql`SELECT 'types', c.type, count(*)::int FROM ${constraints} GROUP BY 2`,
    verdicts: Prisma.sql`SELECT 'verdicts', ${saidSql(filter.sight)}, count(*)::int FROM ${constraints} GROUP BY 2`,
    decisions: Prisma.sql`SELECT 'decisions', c.status::text, count(*)::int FROM ${constraints} GROUP BY 2`,
    origins: Prisma.sql`SELECT 'origins', c.origin::text, count(*)::int FROM ${constraints} GROUP BY 2`,
    reviewers: Prisma.sql`SELECT 'reviewers', d."reviewerId", count(*)::int FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId"
      WHERE d."constraintId" IN (SELECT c.id FROM ${constraints}) AND d."pairId" IN (SELECT f.id FROM found f) AND d."reviewerId" IS NOT NULL
        AND ${toldSql(filter.sight ? { id: filter.sight.reviewerId } : null)} GROUP BY 2`,
  }
  return Prisma.sql`WITH all_found AS MATERIALIZED (
      SELECT p.id, p.source, p.language, p.status, p."responseWords", p."importRunId" FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(filter)} LIMIT ${foundLimit + 1}),
      -- Nothing is counted of too many.
      found AS MATERIALIZED (SELECT * FROM all_found WHERE (SELECT count(*) FROM all_found) <= ${foundLimit})
    SELECT 'found' AS of, NULL AS value, count(*)::int AS n FROM all_found UNION ALL ${Prisma.join(names.map((name) => parts[name]), ' UNION ALL ')}`
}

/** See verdict-said.ts; as whoever asks sees it. */
const saidSql = (sight: Sight | undefined): Prisma.Sql => Prisma.sql`CASE WHEN ${sight ? decoySql(sight) : Prisma.sql`FALSE`} THEN 'none' WHEN c.outcome IS NULL OR (c."outcomeBy" = 'llm' AND c.outcome NOT IN ('pass', 'fail')) THEN 'none'
  WHEN c."outcomeBy" = 'llm' THEN 'judged-' || c.outcome::text ELSE c.outcome::text END`
