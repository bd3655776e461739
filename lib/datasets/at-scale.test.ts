import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { browsePairs, countPairs } from './browse.ts'
import { pairSorts, type PairFilter } from './contract.ts'
import { createDataset } from './datasets.ts'
import { facets } from './facets.ts'

ownDatabase()
let datasetId: string
let beside: string
let jsonColumns: string[]

/** A dataset of so many pairs of texts of some length, each with two constraints. */
async function datasetOf(name: string, pairs: number): Promise<string> {
  const { id } = await createDataset(null, { name })
  await pool().query(
    `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, language, instruction, response, "responseWords", "constraintCount", "undecidedCount", meta)
     SELECT gen_random_uuid(), $1::uuid, md5(n::text) || md5(n::text), 's' || n % 7, CASE WHEN n % 3 = 0 THEN 'de' ELSE 'en' END, 'Ask for ' || n || repeat(' more', 30),
       'Say ' || n || repeat(' and on', 100), n % 400, 2, 2, '{"note": "kept"}' FROM generate_series(1, $2) n`, [id, pairs])
  await pool().query(
    `INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, fingerprint, outcome, "outcomeBy")
     SELECT gen_random_uuid(), $1::uuid, p.id, n, 'length.words', 'Use at most ' || n || ' words.', 'rule', md5(p.id::text || n), 'pass', 'rule' FROM "Pair" p, generate_series(0, 1) n WHERE p."datasetId" = $1`, [id])
  return id
}

beforeAll(async () => {
  datasetId = await datasetOf('At scale', 3000)
  beside = await datasetOf('Beside', 30)
  await pool().query('ANALYZE')
  const { rows } = await pool().query<{ name: string }>(`SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('json', 'jsonb')`)
  jsonColumns = rows.map(({ name }) => name)
})

interface Statement {
  text: string
  values: unknown[]
}

const sent = z.object({ text: z.string(), values: z.array(z.unknown()).optional() })

/** The statements that look at pairs or constraints, as the driver is given them while something is asked. */
async function statementsOf(ask: () => Promise<unknown>): Promise<Statement[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  await ask()
  const calls: unknown[][] = spy.mock.calls
  spy.mockRestore()
  const statements = calls.flatMap(([first, values]): Statement[] => {
    const asked = sent.safeParse(typeof first === 'string' ? { text: first, values: Array.isArray(values) ? values : [] } : first).data
    return asked && /"(Pair|Constraint)"/.test(asked.text) ? [{ text: asked.text, values: asked.values ?? [] }] : []
  })
  return statements
}

interface Node {
  [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A plan and all that is under it. */
function nodesOf(plan: Node): Node[] {
  const below = Array.isArray(plan.Plans) ? plan.Plans.filter(isNode) : []
  return [plan, ...below.flatMap(nodesOf)]
}

const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.record(z.string(), z.unknown()) })) }))

/** What Postgres would do, where these settings hold; or, with ANALYZE, what it did. */
async function planOf({ text, values }: Statement, off: string[] = [], how = 'VERBOSE'): Promise<Node[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN READ ONLY')
    for (const setting of off) await client.query(`SET LOCAL ${setting} = off`)
    const rows = explained.parse((await client.query(`EXPLAIN (FORMAT JSON, ${how}) ${text}`, values)).rows)
    return rows.flatMap((row) => row['QUERY PLAN']).flatMap(({ Plan }) => nodesOf(Plan))
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const texts = (node: Node, keys: string[]): string => keys.map((key) => JSON.stringify(node[key] ?? '')).join(' ')

const filters: PairFilter[] = [
  {}, { q: 'more' }, { instruction: 'Ask for 17' }, { response: 'Say 17' }, { constraint: 'at most' }, { source: 's1' }, { language: 'de' }, { language: 'unknown' }, { status: 'pending' },
  { type: 'length.words' }, { type: 'length.*', outcome: 'pass' }, { decision: 'pending' }, { origin: 'rule' }, { reviewer: 'Ada' }, { reason: 'wrong' }, { edited: 'yes' }, { act: 'reject' }, { by: 'Ada', on: '2026-11-21' }, { model: 'm', prompt: 'p' }, { minWords: 10, maxWords: 20 }, { minConstraints: 1 },
  { reached: 'verdict' }, { with: 'length.*' }, { nearDuplicate: 'no' }, { minCluster: 2, maxCluster: 3 }, { minBits: 3 }, { type: 'length.words', maxBits: 2 }, { maxCluster: 1 }, { minGrade: 8 }, { minDifficulty: 3 }, { graded: 'no' }, { not: 'grade:>12' }, { license: 'MIT' }, { contaminated: 'no' }, { tag: 'todo' }, { run: '01a1ff64-f81a-7000-acda-4b405228d282' }, { not: 'source:s1 response~on' }, { source: 's1', also: 'source:s2' },
]

describe('what browsing, filtering and the facets send', () => {
  it.each(filters)('looks for no text in JSON, and neither sorts nor groups by whole texts: %o', async (filter) => {
    const statements = [
      ...(await statementsOf(() => browsePairs(datasetId, filter, { sort: 'newest', limit: 50 }))),
      ...(await statementsOf(() => countPairs(datasetId, filter, { exact: true }))),
      ...(await statementsOf(() => facets(datasetId, filter))),
    ]
    expect(statements.length).toBeGreaterThan(1)
    // A hash of parameters has an index.
    const inJson = new RegExp(String.raw`(?<!md5\((?:\(?\w+\.)?)\b(${jsonColumns.join('|')})"?\)*::text`)
    for (const statement of statements) {
      for (const node of await planOf(statement)) {
        expect(texts(node, ['Filter', 'Index Cond', 'Recheck Cond', 'Join Filter', 'Hash Cond'])).not.toMatch(inJson)
        const isOrdered = /Sort|Unique|Aggregate|Group/.test(String(node['Node Type']))
        if (isOrdered) expect(texts(node, ['Sort Key', 'Group Key', 'Presorted Key'])).not.toMatch(/\b(response|instruction)\b/)
        // What is sorted whole carries no whole texts with it, and what a set operation or DISTINCT goes by is in its output.
        if (node['Node Type'] === 'Unique') expect(texts(node, ['Output'])).not.toMatch(/\b(response|instruction)\b/)
      }
    }
  })

  const unsorted = ['enable_seqscan', 'enable_sort', 'enable_incremental_sort']
  it.each(pairSorts.flatMap((sort) => [{}, { source: 's1' }, { minWords: 10 }, { decision: 'pending' as const }].map((filter) => ({ sort, filter }))))('finds a page by an index, in its order: $sort $filter', async ({ sort, filter }) => {
    const first = await browsePairs(datasetId, filter, { sort, limit: 20 })
    for (const after of [undefined, first.next ?? undefined]) {
      const pages = (await statementsOf(() => browsePairs(datasetId, filter, { sort, limit: 20, counted: false, after }))).filter(({ text }) => /ORDER BY/.test(text) && /left\(/.test(text))
      expect(pages).toHaveLength(1)
      for (const page of pages) {
        const nodes = await planOf(page, unsorted)
        const limit = nodes.find((node) => node['Node Type'] === 'Limit')
        const below = limit ? nodesOf(limit) : []
        expect(below.map((node) => node['Node Type'])).not.toEqual(expect.arrayContaining([expect.stringMatching(/Sort|Seq Scan/)]))
        expect(below.filter((node) => node['Relation Name'] === 'Pair').map((node) => node['Node Type'])).toContainEqual(expect.stringMatching(/^Index (Only )?Scan/))
      }
    }
  })

  it('finds a page of a text by the index over its words', async () => {
    const pages = (await statementsOf(() => browsePairs(datasetId, { instruction: 'Ask for 1717' }, { sort: 'newest', limit: 20, counted: false }))).filter(({ text }) => /left\(/.test(text))
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect((await planOf(page, ['enable_seqscan', 'enable_indexscan'])).map((node) => node['Index Name'])).toContain('Pair_instruction_trgm')
    expect(await db().pair.count({ where: { datasetId } })).toBe(3000)
  })

  it.each(filters)('reads of a small dataset beside one of many only what is its own: %o', async (filter) => {
    const statements = [
      ...(await statementsOf(() => browsePairs(beside, filter, { sort: 'newest', limit: 50 }))),
      ...(await statementsOf(() => countPairs(beside, filter))),
      ...(await statementsOf(() => facets(beside, filter))),
    ]
    for (const statement of statements) {
      for (const node of await planOf(statement, [], 'ANALYZE')) {
        if (!['Pair', 'Constraint'].includes(String(node['Relation Name']))) continue
        const read = ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Index Recheck'].reduce((sum, key) => sum + Number(node[key] ?? 0), 0) * Number(node['Actual Loops'])
        expect(read, `${texts(node, ['Node Type', 'Index Name', 'Filter', 'Index Cond'])}: ${statement.text}`).toBeLessThan(500)
      }
    }
  })
})
