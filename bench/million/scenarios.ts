import { browsePairs, countPairs } from '#lib/datasets/browse.ts'
import { facets } from '#lib/datasets/facets.ts'
import type { PairFilter, PairSort } from '#lib/datasets/contract.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { pool } from '#lib/db/client.ts'
import { precedents } from '#lib/review/precedents/precedents.ts'
import type { Scenario } from './measure.ts'
import { dropReasons, models, prompts, tags } from './carried.ts'
import { hash, reviewers } from './rows.ts'
import { statisticsScenarios } from './statistics.ts'

const shown = 'p.id, left(p.instruction, 240) AS instruction, left(p.response, 240) AS response, p.source, p.language, p."responseWords", p.status, p."constraintCount"'
const types = ['length.words', 'lexical.include', 'style.tone', 'format.table', 'format.json', 'language.response']
const words = ['photosynthesis', 'volcano', 'recipe', 'the', 'democracy', 'machine learning', 'xylophone', 'write a', 'budget', 'quick brown']
const of = (turn: number) => types[turn % types.length] ?? ''
/** With one constraint for which all of this holds. */
const withOne = (condition: string) => `AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND ${condition})`
const called = (condition: string) => withOne(`EXISTS (SELECT 1 FROM "Generation" g WHERE g.id = c."generationId" AND ${condition})`)
const acted = (condition: string) => `AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id AND ${condition})`
const tagged = (turn: number) => `AND EXISTS (SELECT 1 FROM "PairTag" pt JOIN "Tag" t ON t.id = pt."tagId" WHERE pt."pairId" = p.id AND t.name = '${tags[turn % 3] ?? ''}')`
const graded = (condition: string) => `EXISTS (SELECT 1 FROM "PairGrade" g WHERE g."pairId" = p.id AND ${condition})`
const exported = (exportId: string, reason: string) => `EXISTS (SELECT 1 FROM "ExportPair" e WHERE e."exportId" = '${exportId}' AND e.reason ${reason} AND e."pairId" = p.id)`
const reasons = ['false', 'vague', 'trivial']
const rowId = (turn: number) => `pincer-${hash(hash(`${turn}`)).slice(0, 16)}`
/** Some day on which the bench's reviewers worked. */
const day = (turn: number) => new Date(Date.UTC(2026, 8, 2 + (turn % 70))).toISOString().slice(0, 10)
interface Asked {
  what: string
  filter: (turn: number) => PairFilter
  sql: (turn: number) => string
}
/** As the app is asked, and what the barest SQL says for it. */
const filtersOf = (exportId: string): readonly Asked[] => [
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
  { what: 'a model', filter: (turn) => ({ model: models[turn % 2] }), sql: (turn) => called(`g.model = '${models[turn % 2] ?? ''}'`) },
  { what: 'a prompt, of a type', filter: (turn) => ({ prompt: prompts[turn % 3], type: of(turn) }), sql: (turn) => called(`g."promptVersion" = '${prompts[turn % 3] ?? ''}' AND c.type = '${of(turn)}'`) },
  { what: 'accepted as it was', filter: () => ({ edited: 'no' }), sql: () => withOne(`c.status = 'accepted' AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."constraintId" = c.id AND d."resultVersion" = c.version AND d.kind = 'accept')`) },
  { what: 'rejected for a reason', filter: (turn) => ({ reason: reasons[turn % 3] }), sql: (turn) => withOne(`c.status = 'rejected' AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."constraintId" = c.id AND d.kind = 'reject' AND d.reason = '${reasons[turn % 3] ?? ''}')`) },
  { what: 'an act', filter: () => ({ act: 'flag' }), sql: () => acted(`d.kind = 'flag'`) },
  { what: 'somebody on a day', filter: (turn) => ({ by: reviewers[turn % 3], on: day(turn) }), sql: (turn) => acted(`d."reviewerId" = '${reviewers[turn % 3] ?? ''}' AND d."createdAt" >= '${day(turn)}' AND d."createdAt" < timestamptz '${day(turn)}' + interval '1 day'`) },
  { what: 'a tag', filter: (turn) => ({ tag: tags[turn % 3] }), sql: (turn) => tagged(turn) },
  { what: 'a tag, refuted', filter: (turn) => ({ tag: tags[turn % 3], outcome: 'fail' }), sql: (turn) => `${tagged(turn)} ${withOne(`c.outcome = 'fail' AND c."outcomeBy" = 'rule'`)}` },
  { what: 'the row of an export', filter: (turn) => ({ row: rowId(turn) }), sql: (turn) => `AND p."contentHash" = '${hash(`${turn}`)}'` },
  { what: 'a reading grade', filter: (turn) => ({ minGrade: 6 + (turn % 10), maxGrade: 6 + (turn % 10) }), sql: (turn) => `AND ${graded(`g.grade = ${6 + (turn % 10)}`)}` },
  { what: 'hard to read, of a source', filter: () => ({ minGrade: 16, source: 'lima' }), sql: () => `AND p.source = 'lima' AND ${graded('g.grade >= 16')}` },
  { what: 'not hard to read', filter: () => ({ not: 'grade:>12' }), sql: () => `AND NOT ${graded('g.grade > 12')}` },
  { what: 'many constraints, of a language', filter: () => ({ minConstraints: 5, language: 'fr' }), sql: () => `AND p."constraintCount" >= 5 AND p.language = 'fr'` },
  { what: 'to review, not of a type', filter: (turn) => ({ status: 'pending', not: `type:${of(turn)}` }), sql: (turn) => `AND p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.type = '${of(turn)}')` },
  { what: 'in an export', filter: () => ({ export: exportId }), sql: () => `AND ${exported(exportId, '= 0')}` },
  { what: 'left out of an export, for a reason', filter: (turn) => ({ dropped: droppedBy(exportId, dropReasons[turn % 3] ?? '') }), sql: (turn) => `AND ${exported(exportId, `= ${1 + (turn % 3)}`)}` },
  { what: 'to review, not in an export', filter: () => ({ status: 'pending', not: `export:${exportId}` }), sql: () => `AND p.status = 'pending' AND NOT ${exported(exportId, '= 0')}` },
]

/** Orders of the list besides that of import, each with what it goes by. */
const sorted: readonly { what: string; sort: PairSort; key: string }[] = [
  { what: 'length', sort: 'shortest', key: 'p."responseWords"' },
  { what: 'constraints', sort: 'few-constraints', key: 'p."constraintCount"' },
  { what: 'refuted', sort: 'few-refuted', key: 'p."refutedCount"' },
  { what: 'language', sort: 'by-language', key: `coalesce(p.language, '')` },
  { what: 'source', sort: 'by-source', key: 'p.source' },
]

/** What people do in a dataset of so many pairs, each against the barest SQL for the same. */
export async function scenariosOf(datasetId: string): Promise<Scenario[]> {
  const query = (sql: string, ...values: unknown[]) => pool().query(sql, [datasetId, ...values])
  const { rows: exports } = await query('SELECT id FROM "Export" WHERE "datasetId" = $1')
  const filters = filtersOf(exports[0].id)
  const { rows: middle } = await query(`SELECT id, "responseWords" AS words FROM "Pair" WHERE "datasetId" = $1 ORDER BY id OFFSET (SELECT count(*) / 2 FROM "Pair" WHERE "datasetId" = $1) LIMIT 1`)
  const page = (filter: PairFilter, sort: PairSort = 'oldest', after?: string) => browsePairs(datasetId, filter, { sort, after, limit: 50, counted: false })
  const cursor = (row: { id: string; words: number }) => `${row.words}.${row.id}`
  const bareCount = (from: string, ...values: unknown[]) => query(`SELECT count(*) FROM (SELECT 1 ${from} LIMIT 10001) x`, ...values)
  /** The counts of two facets among what a filter finds, up to 10,000 pairs. */
  const bareFacets = (condition: string) =>
    query(`WITH found AS MATERIALIZED (SELECT p.id, p.source FROM "Pair" p WHERE p."datasetId" = $1 ${condition} LIMIT 10000)
      SELECT source, count(*) FROM found GROUP BY 1 UNION ALL SELECT c.type, count(*) FROM found f JOIN "Constraint" c ON c."pairId" = f.id GROUP BY 1`)
  const grouped = (what: string, table: string) => () => query(`SELECT ${what}, count(*) FROM "${table}" WHERE "datasetId" = $1 GROUP BY ${what}`)

  const pages: Scenario[] = [
    { what: 'first page', target: 100, ours: () => page({}), bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 ORDER BY p.id LIMIT 51`) },
    {
      what: 'page at depth one half',
      target: 100,
      ours: () => page({}, 'oldest', cursor(middle[0])),
      bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 AND p.id > $2 ORDER BY p.id LIMIT 51`, middle[0].id),
    },
    ...(await Promise.all(sorted.map(async ({ what, sort, key }): Promise<Scenario> => {
      const { rows } = await query(`SELECT id, ${key} AS key FROM "Pair" p WHERE "datasetId" = $1 ORDER BY ${key}, id OFFSET (SELECT count(*) / 2 FROM "Pair" WHERE "datasetId" = $1) LIMIT 1`)
      return {
        what: `page at depth one half, by ${what}`,
        target: 100,
        ours: () => page({}, sort, `${rows[0].key}.${rows[0].id}`),
        bare: () => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 AND (${key}, p.id) > ($2, $3) ORDER BY ${key}, p.id LIMIT 51`, rows[0].key, rows[0].id),
      }
    }))),
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
  asked.push({
    what: 'search everywhere',
    filter: (turn) => ({ q: words[turn % words.length] }),
    sql: (turn) => `AND (p.instruction ILIKE '${containing(turn)}' OR p.response ILIKE '${containing(turn)}' OR EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.text ILIKE '${containing(turn)}'))`,
  })
  // The screen asks for the rows and, at the same time, for their number: two requests, so that the rows need not wait.
  const searched = [...asked, ...filters.map(({ what, ...rest }) => ({ what: `filter: ${what}`, ...rest }))].flatMap(({ what, filter, sql }): Scenario[] => [
    { what: `${what}, page`, target: 100, ours: (turn) => page(filter(turn)), bare: (turn) => query(`SELECT ${shown} FROM "Pair" p WHERE p."datasetId" = $1 ${sql(turn)} ORDER BY p.id LIMIT 51`) },
    { what: `${what}, count`, target: 100, ours: (turn) => countPairs(datasetId, filter(turn)), bare: (turn) => bareCount(`FROM "Pair" p WHERE p."datasetId" = $1 ${sql(turn)}`) },
    { what: `${what}, facets`, target: 100, ours: (turn) => facets(datasetId, filter(turn)), bare: (turn) => bareFacets(sql(turn)), turns: 10 },
  ])
  const { rows: decided } = await query(`SELECT DISTINCT ON (type) "pairId", type, text FROM "Constraint" WHERE "datasetId" = $1 AND status IN ('accepted', 'rejected') ORDER BY type, id LIMIT 20`)
  const alike = (turn: number) => decided[turn % decided.length]
  const told: Scenario = {
    what: 'precedents of a constraint',
    target: 200,
    ours: (turn) => precedents(datasetId, reviewers[0] ?? '', alike(turn)),
    bare: (turn) => query(`SELECT text, count(*) FROM "Constraint" WHERE "datasetId" = $1 AND type = $2 AND status IN ('accepted', 'rejected') GROUP BY text ORDER BY similarity(text, $3) DESC LIMIT 8`, alike(turn).type, alike(turn).text),
  }
  return [
    ...pages,
    facet,
    ...searched,
    told,
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
