import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { executeRun } from '#lib/runs/execute.ts'
import type { StartRun } from '#lib/runs/contract.ts'
import { createRun, startRun } from '#lib/runs/start-run.ts'
import { runView } from '#lib/runs/run-view.ts'
import { storeBenchmark } from './benchmark-lists.ts'
import { contamination } from './contamination-view.ts'
import { readPrompts } from './read-prompts.ts'

ownDatabase()
const ada = { id: randomUUID(), name: 'Ada', email: 'ada@example.org', role: 'owner' }
let datasetId: string
const words = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ')

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Contaminated' })).id
  const prompts = [`Please do: ${words(0, 20)}.`, words(8, 20), words(500, 530), 'Write a poem.', '…']
  const items = prompts.map((instruction, n) => ({ line: n + 1, record: pairRecord({ instruction, response: `Answer ${n}`, input: n === 1 ? words(20, 30) : null }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

async function search(lists: string[] = []): Promise<Awaited<ReturnType<typeof runView>>> {
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'contamination', datasetId, seed: 0, params: { lists } }))
  await executeRun(id, 'test', new AbortController().signal)
  return runView(id)
}

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count ?? 0

describe('the search', () => {
  it('needs a benchmark, and says so before it starts', async () => {
    const asked: StartRun = { kind: 'contamination', datasetId, seed: 0, params: { lists: [] } }
    await expect(startRun(ada, asked)).rejects.toThrow('No benchmark is known')
    await expect(startRun(ada, { ...asked, params: { lists: ['ifeval'] } })).rejects.toThrow('No benchmark is known')
  })

  it('says why it failed where the benchmarks went before it came to them', async () => {
    const { id, status } = await search()
    expect(status).toBe('partial')
    const events = await db().runEvent.findMany({ where: { runId: id }, orderBy: { id: 'asc' }, select: { level: true, message: true } })
    expect(events.filter(({ level }) => level === 'error')).toEqual([{ level: 'error', message: '5 pairs failed: No benchmark is known to look for: give one first.' }])
    expect(JSON.stringify(events)).not.toContain('share 13 words')
  })

  it('finds who shares 13 words in a row, and the filter finds them', async () => {
    await storeBenchmark(null, 'one', [`{"prompt": "First ${words(0, 13)} last"}\n{"prompt": "write a POEM"}`])
    await storeBenchmark(null, 'two', [JSON.stringify([{ instruction: words(15, 30) }])])
    const run = await search()
    expect(run).toMatchObject({ status: 'done', counts: { in: 5, out: 4, dropped: { 'no words to compare': 1 }, made: { contaminated: 3 } } })
    expect(await found({ contaminated: 'one' })).toBe(2)
    expect(await found({ contaminated: 'two' })).toBe(1)
    expect(await found({ contaminated: 'yes' })).toBe(3)
    expect(await found({ contaminated: 'no' })).toBe(2)
    expect(await contamination(datasetId)).toMatchObject({ lists: [{ name: 'one', prompts: 2, pairs: 2 }, { name: 'two', prompts: 1, pairs: 1 }], pairs: 3, run: { id: run.id, status: 'done' } })
    expect(await contamination(datasetId, { q: 'poem' })).toMatchObject({ lists: [{ pairs: 1 }, { pairs: 0 }], pairs: 1 })
  })

  it('keeps no prompt, and looking again changes nothing', async () => {
    const before = await db().contamination.findMany({ orderBy: [{ pairId: 'asc' }, { list: 'asc' }] })
    await search()
    expect(await db().contamination.findMany({ orderBy: [{ pairId: 'asc' }, { list: 'asc' }] })).toEqual(before)
    expect(before.find(({ list }) => list === 'two')).toMatchObject({ shared: 3, of: 10 })
    const text = JSON.stringify(await db().$queryRaw`SELECT list, hash::text FROM "BenchmarkGram"`)
    expect(text).not.toContain('word1')
  })

  it('forgets what a benchmark no longer has', async () => {
    await storeBenchmark(null, 'two', ['Something else altogether'])
    await search(['two'])
    expect(await found({ contaminated: 'two' })).toBe(0)
    expect(await found({ contaminated: 'one' })).toBe(2)
  })

  it('takes no name that means something else', async () => {
    for (const name of ['yes', 'no', 'a b', '', 'A']) await expect(storeBenchmark(null, name, ['x'])).rejects.toThrow(/name|match|Invalid/i)
    await expect(storeBenchmark(null, randomUUID(), [''])).rejects.toMatchObject({ code: 'invalid' })
  })
})

test.each<[string, string[]]>([
  ['{"prompt":"a"}\n\n{"instruction":"b"}\n{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}', ['a', 'b', 'c']],
  ['[{"prompt":"a"}, "b"]', ['a', 'b']],
  ['\uFEFFplain\nlines', ['plain', 'lines']],
])('reads the prompts of %j', (file, prompts) => {
  expect(readPrompts(file)).toEqual(prompts)
})

test.each(['', '[]', '{"other":"a"}', '{broken', '[1]', '[broken'])('%j has none', (file) => {
  expect(() => readPrompts(file)).toThrow(/prompt|JSON/)
})
