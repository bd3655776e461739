import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { answerChecks, plantCheck } from '#lib/review/checks/check.fixture.ts'
import { keepAllGaps } from '#lib/review/gaps/keep-gaps.ts'
import { ada, ben, lead } from '#lib/review/harbours.fixture.ts'
import { savePolicy } from '#lib/review/policy.fixture.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { emotion, gapDataset, json, tone } from './gap-dataset.fixture.ts'
import { gapsView } from './gaps-view.ts'
import { renewGaps } from './renew-gaps.ts'
import { uncounted } from './wanted.ts'

const { its, fill, typeOf, want, count, queue, act, kept, expectHead } = gapDataset()

describe('a queue that hands out gaps first', () => {
  it('begins with what is most missing, goes on with what is then, and ends with pairs that fill nothing, each once', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [emotion] }, { carries: [json] }, { carries: [tone, json] }, { carries: [tone] }, { carries: [json] }, { carries: [emotion] }, { carries: [] }])
    await want([[tone, 1], [json, 1]], 4)
    // Nothing is counted yet: as imported.
    expect(await queue()).toEqual(ids.slice(0, 7))
    await count()
    await expectHead()
    // Two types in one; then two of each type; what fills cells of the grid alone; of what is alike the oldest.
    const [first, second, , both, fifth, sixth] = ids
    expect((await queue()).slice(0, 5)).toEqual([both, first, ids[2], fifth, sixth])
    await act(ada, both ?? '', 'accept')
    await act(ada, first ?? '', 'accept')
    await count()
    await expectHead()
    // Both that were wanted of one type are there: what has the other comes first.
    expect((await queue())[0]).toBe(ids[2])
    await act(ada, ids[2] ?? '', 'accept')
    await count()
    expect(await gapsView(its.datasetId)).toMatchObject({ goal: 4, accepted: 4, types: { full: 2, wanted: 2 }, emptiest: [] })
    const rest = await queue()
    expect(new Set(rest)).toEqual(new Set([second, fifth, sixth, ids[6]]))
    for (const id of rest) await act(ada, id, 'reject')
    expect(await queue()).toEqual([])
    expect(await db().decision.groupBy({ by: ['constraintId'], where: { datasetId: its.datasetId }, having: { constraintId: { _count: { gt: 1 } } } })).toEqual([])
  })

  it('goes by the cells of the grid where all types are alike: the length and the language of which fewest are accepted', async () => {
    const long = { carries: [tone], words: 200 }
    const ids = await fill([{ carries: [tone] }, { carries: [tone] }, { carries: [tone] }, long, { carries: [tone], language: 'de' }, long])
    await want([[tone, 1]], 8)
    await count()
    expect(await queue()).toEqual(ids)
    for (const id of ids.slice(0, 2)) await act(ada, id, 'accept')
    await count()
    await expectHead()
    expect(await queue()).toEqual([ids[3], ids[4], ids[5], ids[2]])
  })

  it('says what a pair fills and how full that is, and says so when nothing that is left fills anything', async () => {
    const ids = await fill([{ carries: [tone], words: 60 }, { carries: [json] }, { carries: [json], words: 60 }])
    const why = async () => (await reviewPage(ada, its.datasetId, { scope: 'undecided', limit: 3 })).pairs.map((pair) => pair.why)
    expect(await why()).toEqual(Array.from({ length: 3 }, () => 'Gaps first: what is missing is being counted.'))
    await want([[tone, 1], [json, 1]], 2)
    await count()
    expect((await why())[0]).toBe('Gaps first: "Style and tone" (0 of 1) and style in English, 50–149 words (0 of 1).')
    expect((await gapsView(its.datasetId))?.left).toBe(true)
    await act(ada, ids[0] ?? '', 'accept')
    await act(ada, ids[1] ?? '', 'accept')
    await count()
    expect((await why())[0]).toMatch(/^Gaps first: format in English, 50–149 words \(0 of 1\)\.$/)
    await fill([{ carries: [json] }])
    await act(ada, ids[2] ?? '', 'accept')
    await count()
    expect(await why()).toEqual(['Gaps first: nothing that is left to decide fills one any more.'])
    expect((await gapsView(its.datasetId))?.left).toBe(false)
  })

  it('tells nothing of a pair where checks are mixed in, or one waits for an answer', async () => {
    await fill([{ carries: [tone] }, { carries: [json] }])
    await want([[tone, 1], [json, 1]], 2)
    await count()
    const why = async () => (await reviewPage(ada, its.datasetId, { scope: 'undecided', limit: 2 })).pairs.map((pair) => pair.why)
    const said = (await why())[0]
    expect(said).toContain('(0 of 1)')
    const silent = /^Gaps first: 0 of 2 types and 0 of \d+ cells of the grid have what is wanted\.$/
    await db().dataset.update({ where: { id: its.datasetId }, data: { policy: { order: 'gaps', goal: 2, goldRate: 5 } } })
    for (const each of await why()) expect(each).toMatch(silent)
    await db().dataset.update({ where: { id: its.datasetId }, data: { policy: { order: 'gaps', goal: 2, goldRate: 0 } } })
    const [pairId = ''] = await queue()
    await plantCheck({ datasetId: its.datasetId, pairId, reviewerId: ben.id, text: 'Be brave.' })
    for (const each of await why()) expect(each).toMatch(silent)
    await answerChecks(its.datasetId)
    expect((await why())[0]).toBe(said)
  })

  it('goes by what stands for everybody alone where several decide: nothing that one has accepted moves it, or is told', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [json] }, { carries: [tone] }, { carries: [json] }])
    await want([[tone, 1], [json, 1]], 2)
    await savePolicy(lead, its.datasetId, reviewPolicy.parse({ order: 'gaps', goal: 2, overlap: 2 }))
    await count()
    const [before, seen] = [await kept(), await gapsView(its.datasetId)]
    const toBen = async () => (await reviewPage(ben, its.datasetId, { scope: 'undecided', limit: 4 })).pairs.map(({ id, why }) => [id, why])
    const shown = await toBen()
    await act(ada, ids[0] ?? '', 'accept')
    await act(ada, ids[1] ?? '', 'reject')
    await count()
    expect([await kept(), await gapsView(its.datasetId), await toBen()]).toEqual([before, seen, shown])
    await act(ben, ids[0] ?? '', 'accept')
    await count()
    expect((await gapsView(its.datasetId))?.types).toEqual({ full: 1, wanted: 2 })
  })

  it('has other numbers wanted as soon as the target, the goal or the pairs change, and counts anew', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [json] }])
    await want([[tone, 1]], 3)
    await count()
    expect(await queue()).toEqual(ids)
    await updateDataset(lead, its.datasetId, { targetMix: { [await typeOf(json)]: 1 } })
    await count()
    await expectHead()
    expect(await queue()).toEqual(ids.toReversed())
    await savePolicy(lead, its.datasetId, reviewPolicy.parse({ order: 'gaps', goal: 50 } satisfies Partial<ReviewPolicy>))
    await count()
    expect((await gapsView(its.datasetId))?.goal).toBe(50)
    // Crab's where there is none of its own.
    await updateDataset(lead, its.datasetId, { targetMix: {} })
    await count()
    expect((await gapsView(its.datasetId))?.types.wanted).toBeGreaterThan(8)
    await fill([{ carries: [json, tone], language: 'fr' }])
    expect((await gapsView(its.datasetId))?.left).toBe(true)
    await count()
    await expectHead()
    expect((await queue())[0]).not.toBe(ids[0])
    expect([...(await kept()).values()]).not.toContain(uncounted)
  })

  it('counts where next to nothing is wanted of a type, and one dataset that cannot be counted is in no other one\'s way', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [json] }])
    await want([[tone, 1_000_000], [json, 0.000_001]], 100)
    await count()
    expect(await queue()).toEqual(ids)
    expect(await db().coverageGap.findMany({ where: { datasetId: its.datasetId, of: 'type' }, orderBy: { wanted: 'asc' }, select: { wanted: true } })).toEqual([{ wanted: 1 }, { wanted: 100 }])
    // As nothing writes it.
    await db().coverageGap.updateMany({ where: { datasetId: its.datasetId, of: 'type' }, data: { wanted: 0 } })
    await fill([{ carries: [tone] }])
    await expect(renewGaps(its.datasetId)).rejects.toThrow('division by zero')
    its.datasetId = (await createDataset(null, { name: `Gaps ${randomUUID()}` })).id
    await fill([{ carries: [tone] }])
    await want([[tone, 1]], 2)
    await keepAllGaps(new AbortController().signal)
    expect([...(await kept()).values()]).not.toContain(uncounted)
  })

  it('leaves datasets of other orders, and what is being deleted, alone', async () => {
    await fill([{ carries: [tone] }])
    await db().dataset.update({ where: { id: its.datasetId }, data: { policy: {} } })
    await keepAllGaps(new AbortController().signal)
    expect([await renewGaps(its.datasetId), await gapsView(its.datasetId), [...(await kept()).values()]]).toEqual([false, null, [uncounted]])
    await db().dataset.update({ where: { id: its.datasetId }, data: { policy: { order: 'gaps' }, goingSince: new Date() } })
    expect(await renewGaps(its.datasetId)).toBe(false)
  })
})

it('finds the next pairs by an index, in its order, however many there are and however many are reviewed', async () => {
  await fill([{ carries: [tone] }])
  const type = await typeOf(tone)
  await db().$executeRaw`
    WITH pairs AS (
      INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", "constraintCount", "undecidedCount", status)
      SELECT gen_random_uuid(), ${its.datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1, 1, (n % 2), (CASE WHEN n % 2 = 0 THEN 'reviewed' ELSE 'pending' END)::"PairStatus" FROM generate_series(1, 6000) n RETURNING id, status),
    constraints AS (
      INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, fingerprint) SELECT gen_random_uuid(), ${its.datasetId}::uuid, id, 0, ${type}, 'Be kind.', 'import', md5(id::text) FROM pairs)
    INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open, spare) SELECT id, ${its.datasetId}::uuid, 50000, status <> 'reviewed', 90000 + (random() * 9000)::int FROM pairs`
  await pool().query('ANALYZE')
  const plans = await plansOf(() => queue(ada, 3))
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    expect(plan).toContain('PairDoubt_spare_open')
    expect(plan).not.toMatch(/"Node Type":"(Sort|Incremental Sort)"/)
    // Of the places of others there is next to none here, so that the table may be read as it lies.
    expect(plan).not.toMatch(/"Node Type":"Seq Scan",[^[\]{}]*"Relation Name":"(?!ReviewSlot")/)
  }
})

const sent = z.object({ text: z.string().includes('q.spare'), values: z.array(z.unknown()) })

/** How Postgres finds the pairs to choose from while something is asked. */
async function plansOf(ask: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pool(), 'query')
  await ask()
  const calls: unknown[][] = spy.mock.calls
  spy.mockRestore()
  const asked = calls.flatMap(([first]) => sent.safeParse(first).data ?? [])
  return Promise.all(asked.map(async ({ text, values }) => JSON.stringify((await pool().query(`EXPLAIN (FORMAT JSON) ${text}`, values)).rows)))
}
