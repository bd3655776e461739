import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import { facets } from '#lib/datasets/facets.ts'
import type { PairFilter, PairSort } from '#lib/datasets/contract.ts'
import { pool } from '#lib/db/client.ts'
import type { Scenario } from './measure.ts'
import { reviewers } from './rows.ts'
import { statisticsScenarios } from './statistics.ts'

const shown = 'p.id, left(p.instruction, 240) AS instruction, left(p.response, 240) AS response, p.source, p.language, p."responseWords", p.status, p."constraintCount"'
const types = ['length.words', 'lexical.include', 'style.tone', 'format.table', 'format.json', 'language.response']
const words = ['photosynthesis', 'volcano', 'recipe', 'the', 'democracy', 'machine learning', 'xylophone', 'write a', 'budget', 'quick brown']
const of = (turn: number) => types[turn % types.length] ?? ''
/** With one constraint for which all of this holds. */
const withOne = (condition: string) => `AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND ${condition})`
interface Asked {
  what: string
  filter: (turn: number) => PairFilter
  sql: (turn: number) => string
}
/** As the app is asked, and what the barest SQL says for it. */
const filters: readonly Asked[] = [
  { what: 'to review', filter: () => ({ status: 'pending' }), sql: () => `AND p.status = 'pending'` },
  { what: 'in review, of a source', filter: () => ({ status: 'in_review', source: 'lima' }), sql: () => `AND p.status = 'in_review' AND p.source = 'lima'` },
  { what: 'a type, refuted', filter: (turn) => ({ type: of(turn), outcome: 'fail' }), sql: (turn) => withOne(`c.type = '${of(turn)}' AND c.outcome = 'fail' AND c."outcomeBy" = 'rule'`) },
  {
    what: 'a type, refuted by a judge, undecided, by a model',
    filter: (turn) => ({ type: of(turn), outcome: 'judged-fail', decision: 'pending', origin: 'llm' }),
    sql: (turn) => withOne(`c.type = '${of(turn)}' AND c.outcome = 'fail' AND c."outcomeBy" = 'llm' AND c.status = 'pending' AND c.origin = 'llm'`),
  },
  { what: 'flagged', filter: () => ({ decision: 'flagged' }), sql: () => withOne(`c.status = 'flagged'`) },
  { what: 'rejected, of a type and a language', filter: (turn) => ({ type: of(turn), decision: 'rejected', language: 'de' }), sql: (turn) => `AND p.language = 'de' ${withOne(`c.type = '${of(turn)}' AND c.status = 'rejected'`)}` },
  {
    what: 'decided by a reviewer',
    filter: (turn) => ({ reviewer: reviewers[turn % reviewers.length] }),
    sql: (turn) => withOne(`c.status <> 'pending' AND c."decidedById" = '${reviewers[turn % reviewers.length] ?? ''}'`),
  },
  { what: 'more than 300 words, refuted', filter: () => ({ minWords: 301, outcome: 'fail' }), sql: () => `AND p."responseWords" > 300 ${withOne(`c.outcome = 'fail' AND c."outcomeBy" = 'rule'`)}` },
  { what: 'to review, not of a type', filter: (turn) => ({ status: 'pending', not: `type:${of(turn)}` }), sql: (turn) => `AND p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.type = '${of(turn)}')` },
]

/** What people do in a dataset of so many pairs, each against the barest SQL for the same. */
export async function scenariosOf(datasetId: string): Promise<Scenario[]> {
  const query = (sql: string, ...values: unknown[]) => pool().query(sql, [datasetId, ...values])
  const { rows: middle } = await query(`SELECT id, "responseWords" AS words FROM "Pair" WHERE "datasetId" = $1 ORDER BY id OFFSET (SELECT count(*) / 2 FROM "Pair" WHERE "datasetId" = $1) LIMIT 1`)
  const { rows: medium } = await query(`SELECT id, "responseWords" AS words FROM "Pair" WHERE "datasetId" = $1 ORDER BY "responseWords", id OFFSET (SELECT count(*) / 2 FROM "Pair" WHERE "datasetId" = $1) LIMIT 1`)
  const page = (filter: PairFilter, sort: PairSort = 'oldest', after?: string) => browsePairs(datasetId, filter, { sort, after, limit: 50, counted: false })
  const cursor = (row: { id: string; words: number }) => `${row.words}.${row.id}`
  const bareCount = (from: string, ...values: unknown[]) => query(`SELECT count(*) FROM (SELECT 1 ${from} LIMIT 10001) x`, ...values)
  const grouped = (what: string, table: string) => () => query(`SELECT ${what}, count(*) FROM "${table}" WHERE "datasetId" = $1 GROUP BY ${what}`)

  const pages: Scenario[] = [
    { what: 'first page', target: 100, ours: () => page({}), bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 ORDER BY p.id LIMIT 51`) },
    {
      what: 'page at depth one half',
      target: 100,
      ours: () => page({}, 'oldest', cursor(middle[0])),
      bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 AND p.id > $2 ORDER BY p.id LIMIT 51`, middle[0].id),
    },
    {
      what: 'page at depth one half, by length',
      target: 100,
      ours: () => page({}, 'shortest', cursor(medium[0])),
      bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 AND (p."responseWords", p.id) > ($2, $3) ORDER BY p."responseWords", p.id LIMIT 51`, medium[0].words, medium[0].id),
    },
  ]
  const facet: Scenario = {
    what: 'all facets with their counts',
    target: 100,
    ours: () => facets(datasetId),
    bare: () => Promise.all(['source', 'language', 'status'].map((column) => grouped(column, 'Pair')()).concat(['type', 'origin', 'status', 'outcome'].map((column) => grouped(column, 'Constraint')()))),
    turns: 10,
  }
  const containing = (turn: number) => `%${words[turn % words.length] ?? ''}%`
  const asked: Asked[] = (['instruction', 'response'] as const).map((column) => ({
    what: `search in ${column}s`,
    filter: (turn) => ({ [column]: words[turn % words.length] }),
    sql: (turn) => `AND p.${column} ILIKE '${containing(turn)}'`,
  }))
  asked.push({
    what: 'search in constraints',
    filter: (turn) => ({ constraint: words[turn % words.length] }),
    sql: (turn) => withOne(`c.text ILIKE '${containing(turn)}'`),
  })
  // The screen asks for the rows and, at the same time, for their number: two requests, so that the rows need not wait.
  const searched = [...asked, ...filters.map(({ what, ...rest }) => ({ what: `filter: ${what}`, ...rest }))].flatMap(({ what, filter, sql }): Scenario[] => [
    { what: `${what}, page`, target: 100, ours: (turn) => page(filter(turn)), bare: (turn) => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 ${sql(turn)} ORDER BY p.id LIMIT 51`) },
    { what: `${what}, count`, target: 100, ours: (turn) => countPairs(datasetId, filter(turn)), bare: (turn) => bareCount(`FROM "Pair" p WHERE p."datasetId" = $1 ${sql(turn)}`) },
  ])
  return [
    ...pages,
    facet,
    ...searched,
    {
      what: 'counts of six saved views',
      target: 100,
      ours: async (turn) => {
        for (const { filter } of filters.slice(0, 6)) await countPairs(datasetId, filter(turn))
      },
      bare: async (turn) => {
        for (const { sql } of filters.slice(0, 6)) await bareCount(`FROM "Pair" p WHERE p."datasetId" = $1 ${sql(turn)}`)
      },
    },
    ...statisticsScenarios(datasetId),
  ]
}
