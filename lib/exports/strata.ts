import type { PoolClient } from 'pg'
import type { Split, SplitShares } from '#lib/exports/splits.ts'

/** What the splits have alike shares of: each of the pairs' sources, languages, rarest accepted types of constraint, or lengths of response. */
export const stratumKinds = ['type', 'source', 'language', 'length'] as const
export type StratumKind = (typeof stratumKinds)[number]

/** How the groups of a snapshot are drawn by strata. */
export interface Strata extends SplitShares {
  by: StratumKind
  seed: number
}

/** How many groups of each stratum every split has. */
export type StrataCounts = Record<string, Record<Split, number>>

/**
 * Gives each group of the table pair_group with a pair that leaves its split: of each stratum those whose names, hashed with the seed, come first
 * are held out, as many as its share asks for. A group with pairs of several strata is of the rarest type, or else the first in order.
 * `leaving`: which pairs leave, a condition on "Pair" p. To be called after `groupPairs`. Holds a number for each stratum.
 */
export async function splitByStrata(client: PoolClient, datasetId: string, { by, seed, ...shares }: Strata, leaving: string): Promise<void> {
  await client.query(
    `WITH ${by === 'type' ? rarestTypes : ''} of_group AS (
       SELECT g.label, ${by === 'type' ? 'substr(min(r.value), 14)' : `min(${values[by]})`} AS stratum
       FROM pair_group g JOIN "Pair" p ON p.id = g.id ${by === 'type' ? 'JOIN rarest r ON r."pairId" = p.id' : ''}
       WHERE g.own AND p."datasetId" = $1 AND ${leaving} GROUP BY g.label)
     UPDATE pair_group g SET stratum = of_group.stratum FROM of_group WHERE g.label = of_group.label`,
    [datasetId],
  )
  const { rows } = await client.query<{ stratum: string; n: number }>('SELECT stratum, count(DISTINCT label)::int AS n FROM pair_group WHERE stratum IS NOT NULL GROUP BY stratum')
  const quotas = quotasOf(Object.fromEntries(rows.map(({ stratum, n }) => [stratum, n])), shares)
  const strata = Object.entries(quotas)
  await client.query(
    `WITH ranked AS (
       SELECT label, stratum, row_number() OVER (PARTITION BY stratum ORDER BY md5($1 || ' split ' || label), label) AS place
       FROM (SELECT DISTINCT label, stratum FROM pair_group WHERE stratum IS NOT NULL) groups)
     UPDATE pair_group g SET split = CASE WHEN r.place <= q.test THEN 'test' WHEN r.place <= q.test + q.validation THEN 'validation' ELSE 'train' END
     FROM ranked r JOIN unnest($2::text[], $3::int[], $4::int[]) AS q(stratum, test, validation) ON q.stratum = r.stratum
     WHERE g.label = r.label`,
    [String(seed), strata.map(([stratum]) => stratum), strata.map(([, { test }]) => test), strata.map(([, { validation }]) => validation)],
  )
}

/** The strata of a table whose groups were drawn by them, with the groups of each split. */
export async function strataCounts(client: PoolClient): Promise<StrataCounts> {
  const { rows } = await client.query<Record<Split, number> & { stratum: string }>(
    `SELECT stratum, count(DISTINCT label) FILTER (WHERE split = 'train')::int AS train, count(DISTINCT label) FILTER (WHERE split = 'validation')::int AS validation,
       count(DISTINCT label) FILTER (WHERE split = 'test')::int AS test
     FROM pair_group WHERE stratum IS NOT NULL GROUP BY stratum ORDER BY stratum COLLATE "C"`,
  )
  return Object.fromEntries(rows.map(({ stratum, ...counts }) => [stratum, counts]))
}

/**
 * How many groups of each stratum are held out: of all together as many as the shares ask for, of each stratum its own share rounded down or up,
 * up where what is left of it is largest. A stratum of two groups or more keeps one for training.
 */
export function quotasOf(sizes: Readonly<Record<string, number>>, { validation, test }: SplitShares): Record<string, { validation: number; test: number }> {
  const forTest = apportioned(sizes, test, (name) => mostHeldOut(sizes[name] ?? 0))
  const forValidation = apportioned(sizes, validation, (name) => mostHeldOut(sizes[name] ?? 0) - (forTest[name] ?? 0))
  return Object.fromEntries(Object.keys(sizes).map((name) => [name, { validation: forValidation[name] ?? 0, test: forTest[name] ?? 0 }]))
}

function mostHeldOut(size: number): number {
  return size > 1 ? size - 1 : size
}

function apportioned(sizes: Readonly<Record<string, number>>, share: number, most: (name: string) => number): Record<string, number> {
  const exact = Object.entries(sizes).map(([name, size]) => ({ name, whole: Math.min(most(name), Math.floor(size * share + 1e-9)), rest: size * share - Math.floor(size * share + 1e-9) }))
  const all = Math.round(Object.values(sizes).reduce((sum, n) => sum + n, 0) * share)
  let left = all - exact.reduce((sum, { whole }) => sum + whole, 0)
  const given: Record<string, number> = Object.fromEntries(exact.map(({ name, whole }) => [name, whole]))
  for (const { name, whole, rest } of exact.toSorted((a, b) => b.rest - a.rest || (a.name < b.name ? -1 : 1))) {
    if (left <= 0 || rest <= 1e-9 || whole >= most(name)) continue
    given[name] = whole + 1
    left--
  }
  return given
}

const values: Readonly<Record<Exclude<StratumKind, 'type'>, string>> = {
  source: 'p.source COLLATE "C"',
  language: `coalesce(p.language, 'not known') COLLATE "C"`,
  length: `CASE WHEN p."responseWords" < 50 THEN 'under 50 words' WHEN p."responseWords" < 100 THEN '50 to 99 words' WHEN p."responseWords" < 200 THEN '100 to 199 words'
    WHEN p."responseWords" < 400 THEN '200 to 399 words' WHEN p."responseWords" < 800 THEN '400 to 799 words' ELSE '800 words or more' END`,
}

/** Of each pair the accepted type that the fewest pairs have, behind their number in twelve digits. */
const rarestTypes = `
  types AS (SELECT type, lpad(count(DISTINCT "pairId")::text, 12, '0') AS n FROM "Constraint" WHERE "datasetId" = $1 AND status = 'accepted' GROUP BY type),
  rarest AS (SELECT c."pairId", min((t.n || ' ' || c.type) COLLATE "C") AS value FROM "Constraint" c JOIN types t ON t.type = c.type WHERE c."datasetId" = $1 AND c.status = 'accepted' GROUP BY c."pairId"),`
