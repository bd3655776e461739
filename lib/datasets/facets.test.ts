import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { countFound } from '#lib/datasets/found-facets.ts'
import { db, poolSize } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { readTallies } from '#lib/stats/tallies.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
ownDatabase()
let datasetId: string
const runId = randomUUID()

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  datasetId = (await createDataset(null, { name: 'Facets' })).id
  await db().run.create({ data: { id: runId, datasetId, kind: 'import', params: {} } })
  const items = Array.from({ length: 60 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'word '.repeat((n * 7) % 120).concat('end.'),
      source: ['alpha', 'beta', 'gamma'][n % 3] ?? null,
      language: n % 4 === 0 ? 'de' : null,
      constraints: n % 2 === 0 ? [{ rawType: 'Digit', text: 'Use at most 20 words.' }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] : [],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId, source: 'x', license: null }, items.slice(0, 40)))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items.slice(40)))
  const decidable = await db().constraint.findMany({ where: { datasetId, outcome: null }, orderBy: { id: 'asc' }, take: 10 })
  await decide(ada, decidable.map(({ id }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: 0, elapsedMs: 100 })))
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count
const filterOf = (text: string) => parseFilter(text).filter

describe('facets of a filter', () => {
  it('count the pairs that it finds, and of a facet that it sets those that its other values would find', async () => {
    const asked = 'source:alpha language:de'
    const { sources, languages, statuses, words, runs, dear } = await facets(datasetId, filterOf(asked))
    expect(dear).toEqual([])
    for (const { value, count } of sources) expect([value, count]).toEqual([value, await found(filterOf(`source:${value} language:de`))])
    expect(sources).toHaveLength(3)
    for (const { value, count } of languages) expect([value, count]).toEqual([value, await found(filterOf(`source:alpha language:${value ?? 'unknown'}`))])
    expect(languages).toHaveLength(2)
    for (const { value, count } of statuses) expect([value, count]).toEqual([value, await found(filterOf(`${asked} status:${value}`))])
    for (const { from, to, count } of words) expect([from, count]).toEqual([from, await found(filterOf(`${asked} words:${from}..${to}`))])
    expect(runs).toEqual([{ value: runId, kind: 'import', at: expect.any(String), count: await found(filterOf(`${asked} run:${runId}`)) }])
  })

  it('are counted also where more ask at once than there are connections, in a great dataset', async () => {
    const filter = filterOf('type:length.words')
    const great = 300_000
    const alone = await countFound(datasetId, filter, great)
    expect(await Promise.all(Array.from({ length: 2 * poolSize }, () => countFound(datasetId, filter, great)))).toEqual(Array.from({ length: 2 * poolSize }, () => alone))
  })

  it('count the constraints that meet the rest of what is asked of one', async () => {
    const { types, verdicts, decisions, reviewers } = await facets(datasetId, filterOf('type:length.words'))
    expect(types.map(({ value, count }) => [value, count])).toEqual([['length.words', 30], ['style.tone', 30]])
    const ofType = await db().constraint.findMany({ where: { datasetId, type: 'length.words' } })
    expect(verdicts.reduce((sum, { count }) => sum + count, 0)).toBe(ofType.length)
    expect(verdicts.find(({ value }) => value === 'fail')?.count).toBe(ofType.filter(({ outcome }) => outcome === 'fail').length)
    expect(decisions).toEqual([{ value: 'pending', count: 30 }])
    expect(reviewers).toEqual([])
    expect((await facets(datasetId, filterOf('type:style.tone'))).reviewers).toEqual([{ value: 'Ada', count: 10 }])
  })

  it('count of reviewers what the filter finds by them: what they decided last and nobody has taken back', async () => {
    const { id } = await createDataset(null, { name: 'Taken back' })
    const items = Array.from({ length: 4 }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Ask ${n}`, response: 'Yes.', source: n < 2 ? 'first' : 'second', constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] }) }))
    await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, items))
    const [one, two, three] = await db().constraint.findMany({ where: { datasetId: id }, orderBy: { id: 'asc' } })
    const act = async (constraintId = '', kind: 'accept' | 'undo', seenVersion: number, undoesId?: string) => {
      const made = randomUUID()
      await decide(ada, [{ id: made, constraintId, kind, seenVersion, elapsedMs: 100, ...(undoesId === undefined ? {} : { undoesId }) }])
      return made
    }
    const taken = await act(one?.id, 'accept', 0)
    await act(one?.id, 'undo', 1, taken)
    await act(two?.id, 'accept', 0)
    await act(three?.id, 'accept', 0)
    const finds = async (text: string) => (await browsePairs(id, filterOf(text), { sort: 'oldest', limit: 1 })).total?.count
    for (const text of ['', 'source:first', 'decision:accepted']) {
      const { reviewers } = await facets(id, filterOf(text))
      expect([text, reviewers], text).toEqual([text, [{ value: 'Ada', count: await finds(`${text} reviewer:Ada`) }]])
    }
    expect(await finds('reviewer:Ada')).toBe(2)
    // As it is counted where there are too many pairs to look at each: by what the database keeps.
    expect((await readTallies(id)).reviewers).toEqual([{ value: 'ada', n: 2 }])
  })

  it('count several values, text and what is excluded', async () => {
    for (const text of ['source:alpha source:beta', '"question 1"', '-source:alpha words:>20']) {
      const { statuses } = await facets(datasetId, filterOf(text))
      expect([text, statuses.reduce((sum, { count }) => sum + count, 0)]).toEqual([text, await found(filterOf(text))])
    }
    expect((await facets(datasetId, filterOf('"no such words"'))).sources).toEqual([])
  })

  it('are the whole dataset\'s without a filter, and say so where a filter finds too many', async () => {
    const whole = await facets(datasetId)
    expect(whole.sources.map(({ count }) => count)).toEqual([20, 20, 20])
    expect(whole.runs).toEqual([{ value: runId, kind: 'import', at: expect.any(String), count: 40 }])
    const { id } = await createDataset(null, { name: 'Large' })
    await db().$executeRaw`
      INSERT INTO "Pair" SELECT (jsonb_populate_record(NULL::"Pair", to_jsonb(p) || jsonb_build_object('id', gen_random_uuid(), 'datasetId', ${id}::text, 'contentHash', n::text, 'instruction', 'Q', 'response', 'A',
        'source', CASE WHEN n <= 5 THEN 'few' ELSE 'many' END))).*
      FROM "Pair" p, generate_series(1, 10010) n WHERE p.id = (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id LIMIT 1)`
    const few = await facets(id, { source: 'few' })
    expect(few.dear).toEqual([])
    expect(few.statuses.map(({ count }) => count)).toEqual([5])
    expect(few.sources, 'but for the source nothing is asked: exact, by the counts that are kept').toEqual([{ value: 'many', count: 10_005 }, { value: 'few', count: 5 }])
    const many = await facets(id, { source: 'many' })
    expect(many.dear).not.toContain('sources')
    expect(many.dear).toContain('statuses')
    expect(many.statuses.map(({ count }) => count)).toEqual([10_010])
    expect((await facets(id)).runs).toEqual([])
    await db().run.create({ data: { id: randomUUID(), datasetId: id, kind: 'backtranslate', params: {} } })
    expect((await facets(id)).runs.map(({ count }) => count)).toEqual([0])
  })
})
