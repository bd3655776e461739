import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { seededRng } from '#lib/random.ts'
import { answerChecks, plantCheck } from '#lib/review/checks/check.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { keepAllGaps } from '#lib/review/gaps/keep-gaps.ts'
import { ada, ben, people, type Person } from '#lib/review/harbours.fixture.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { standingDecision } from '#lib/review/undo-history.ts'
import { bandOfWords } from '#lib/stats/length-bands.ts'
import { gapsView } from './gaps-view.ts'
import { renewGaps } from './renew-gaps.ts'
import { bringsNothing, cellKey, gainOf, spareOf, uncounted } from './wanted.ts'

const lead = { id: 'lead', name: 'Lea', email: 'lea@example.org', role: 'owner' } as const
ownDatabase()
usePolicies()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ...people] })
})

beforeEach(async () => {
  datasetId = (await createDataset(null, { name: `Gaps ${randomUUID()}` })).id
  await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'gaps' } } })
})

const tone = { rawType: 'Tone_Constraints', text: 'Be kind.' }
const json = { rawType: 'JSON Format', text: 'Answer as JSON, more or less.' }
const emotion = { rawType: 'Emotion', text: 'Sound calm.' }
const kinds = [tone, emotion, json, { rawType: 'Target_Audience', text: 'Write for children.' }, { rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }]

interface Given {
  carries: { rawType: string; text: string }[]
  words?: number
  language?: string
}

let stored = 0

/** Stores pairs; answers their ids, in order. */
async function fill(pairs: readonly Given[]): Promise<string[]> {
  const items = pairs.map(({ carries, words = 10, language = 'en' }, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `Question ${(stored += 1)}`, response: 'word '.repeat(words).trim(), language, constraints: carries }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items), { timeout: 30_000 })
  return (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
}

async function typeOf({ text }: { text: string }): Promise<string> {
  return (await db().constraint.findFirstOrThrow({ where: { datasetId, text } })).type
}

/** Wants these types in this proportion, so many in all. */
async function want(weights: readonly [{ text: string }, number][], goal = 0): Promise<void> {
  const targetMix = Object.fromEntries(await Promise.all(weights.map(async ([kind, weight]) => [await typeOf(kind), weight] as const)))
  await db().dataset.update({ where: { id: datasetId }, data: { targetMix, policy: { order: 'gaps', goal } } })
}

async function count(): Promise<void> {
  while (await renewGaps(datasetId));
}

function queue(who: Person = ada, limit = 50): Promise<string[]> {
  return takeFromQueue(datasetId, who.id, { scope: 'undecided', limit })
}

async function act(who: Person, pairId: string, kind: 'accept' | 'reject', text?: string): Promise<void> {
  const open = await db().constraint.findMany({ where: { pairId, status: 'pending', ...(text ? { text } : {}) } })
  for (const { id, version } of open) {
    const [done] = await decide(who, [{ id: randomUUID(), constraintId: id, kind, seenVersion: version }])
    if (done?.outcome !== 'applied') throw new Error(done?.message)
  }
}

async function undo(pairId: string): Promise<void> {
  for (const { id, version, decisions } of await db().constraint.findMany({ where: { pairId }, include: { decisions: { orderBy: { resultVersion: 'asc' } } } })) {
    const undoesId = standingDecision(decisions)?.id
    if (undoesId) await decide(ada, [{ id: randomUUID(), constraintId: id, kind: 'undo', undoesId, seenVersion: version }])
  }
}

/** What is to be kept of every pair that waits for somebody, by the formula in words, from what there is now. */
async function countedAnew(): Promise<Map<string, number>> {
  const gaps = new Map((await db().coverageGap.findMany({ where: { datasetId } })).map((gap) => [`${gap.of} ${gap.key}`, gap]))
  const pairs = await db().pair.findMany({ where: { datasetId }, include: { constraints: { where: { status: { in: ['pending', 'accepted'] } } } } })
  const facetOf = (type: string) => type.split('.')[0] ?? ''
  const cellsOf = ({ language, responseWords }: (typeof pairs)[number], facets: Iterable<string>) => [...facets].map((facet) => `cell ${cellKey(facet, bandOfWords(responseWords), language)}`)
  const of = (pair: (typeof pairs)[number], status: string) => pair.constraints.filter((one) => one.status === status)
  const accepted = new Map<string, number>()
  const add = (key: string) => accepted.set(key, (accepted.get(key) ?? 0) + 1)
  for (const pair of pairs) {
    const those = of(pair, 'accepted')
    for (const { type } of those) add(`type ${type}`)
    for (const key of cellsOf(pair, new Set(those.map(({ type }) => facetOf(type))))) add(key)
  }
  const now = (key: string) => (gaps.has(key) ? [{ wanted: gaps.get(key)?.wanted ?? 0, accepted: accepted.get(key) ?? 0 }] : [])
  return new Map(pairs.filter(({ status, constraintCount }) => constraintCount > 0 && status !== 'reviewed').map((pair) => {
    const [undecided, there] = [of(pair, 'pending'), new Set(of(pair, 'accepted').map(({ type }) => facetOf(type)))]
    const types = [...Map.groupBy(undecided, ({ type }) => type)].flatMap(([type, those]) => now(`type ${type}`).map((gap) => ({ undecided: those.length, gap })))
    const cells = cellsOf(pair, new Set(undecided.map(({ type }) => facetOf(type)).filter((facet) => !there.has(facet)))).flatMap(now)
    return [pair.id, spareOf(gainOf(types, cells))]
  }))
}

async function kept(): Promise<Map<string, number>> {
  return new Map((await db().pairDoubt.findMany({ where: { datasetId, open: true } })).map(({ pairId, spare }) => [pairId, spare]))
}

/** That what is kept is right where it matters: never too little, and right at the head, to a hundredth. */
async function expectHead(step = ''): Promise<void> {
  const [now, is] = [await countedAnew(), await kept()]
  expect(new Set(is.keys())).toEqual(new Set(now.keys()))
  for (const [id, spare] of now) expect(is.get(id), `${step} ${id}`).toBeLessThanOrEqual(spare + 1)
  const head = [...is].toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).slice(0, 100)
  for (const [id, spare] of head) expect(Math.abs(spare - (now.get(id) ?? 0)), `${step} ${id}`).toBeLessThanOrEqual(1)
}

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
    expect(await gapsView(datasetId)).toMatchObject({ goal: 4, accepted: 4, types: { full: 2, wanted: 2 }, emptiest: [] })
    const rest = await queue()
    expect(new Set(rest)).toEqual(new Set([second, fifth, sixth, ids[6]]))
    for (const id of rest) await act(ada, id, 'reject')
    expect(await queue()).toEqual([])
    expect(await db().decision.groupBy({ by: ['constraintId'], where: { datasetId }, having: { constraintId: { _count: { gt: 1 } } } })).toEqual([])
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
    const why = async () => (await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3 })).pairs.map((pair) => pair.why)
    expect(await why()).toEqual(Array.from({ length: 3 }, () => 'Gaps first: what is missing is being counted.'))
    await want([[tone, 1], [json, 1]], 2)
    await count()
    expect((await why())[0]).toBe('Gaps first: "Style and tone" (0 of 1) and style in English, 50–149 words (0 of 1).')
    expect((await gapsView(datasetId))?.left).toBe(true)
    await act(ada, ids[0] ?? '', 'accept')
    await act(ada, ids[1] ?? '', 'accept')
    await count()
    expect((await why())[0]).toMatch(/^Gaps first: format in English, 50–149 words \(0 of 1\)\.$/)
    await fill([{ carries: [json] }])
    await act(ada, ids[2] ?? '', 'accept')
    await count()
    expect(await why()).toEqual(['Gaps first: nothing that is left to decide fills one any more.'])
    expect((await gapsView(datasetId))?.left).toBe(false)
  })

  it('tells nothing of a pair where checks are mixed in, or one waits for an answer', async () => {
    await fill([{ carries: [tone] }, { carries: [json] }])
    await want([[tone, 1], [json, 1]], 2)
    await count()
    const why = async () => (await reviewPage(ada, datasetId, { scope: 'undecided', limit: 2 })).pairs.map((pair) => pair.why)
    const said = (await why())[0]
    expect(said).toContain('(0 of 1)')
    const silent = /^Gaps first: 0 of 2 types and 0 of \d+ cells of the grid have what is wanted\.$/
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'gaps', goal: 2, goldRate: 5 } } })
    for (const each of await why()) expect(each).toMatch(silent)
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'gaps', goal: 2, goldRate: 0 } } })
    const [pairId = ''] = await queue()
    await plantCheck({ datasetId, pairId, reviewerId: ben.id, text: 'Be brave.' })
    for (const each of await why()) expect(each).toMatch(silent)
    await answerChecks(datasetId)
    expect((await why())[0]).toBe(said)
  })

  it('goes by what stands for everybody alone where several decide: nothing that one has accepted moves it, or is told', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [json] }, { carries: [tone] }, { carries: [json] }])
    await want([[tone, 1], [json, 1]], 2)
    await savePolicy(lead, datasetId, reviewPolicy.parse({ order: 'gaps', goal: 2, overlap: 2 }))
    await count()
    const [before, seen] = [await kept(), await gapsView(datasetId)]
    const toBen = async () => (await reviewPage(ben, datasetId, { scope: 'undecided', limit: 4 })).pairs.map(({ id, why }) => [id, why])
    const shown = await toBen()
    await act(ada, ids[0] ?? '', 'accept')
    await act(ada, ids[1] ?? '', 'reject')
    await count()
    expect([await kept(), await gapsView(datasetId), await toBen()]).toEqual([before, seen, shown])
    await act(ben, ids[0] ?? '', 'accept')
    await count()
    expect((await gapsView(datasetId))?.types).toEqual({ full: 1, wanted: 2 })
  })

  it('has other numbers wanted as soon as the target, the goal or the pairs change, and counts anew', async () => {
    const ids = await fill([{ carries: [tone] }, { carries: [json] }])
    await want([[tone, 1]], 3)
    await count()
    expect(await queue()).toEqual(ids)
    await updateDataset(lead, datasetId, { targetMix: { [await typeOf(json)]: 1 } })
    await count()
    await expectHead()
    expect(await queue()).toEqual(ids.toReversed())
    await savePolicy(lead, datasetId, reviewPolicy.parse({ order: 'gaps', goal: 50 } satisfies Partial<ReviewPolicy>))
    await count()
    expect((await gapsView(datasetId))?.goal).toBe(50)
    // Crab's where there is none of its own.
    await updateDataset(lead, datasetId, { targetMix: {} })
    await count()
    expect((await gapsView(datasetId))?.types.wanted).toBeGreaterThan(8)
    await fill([{ carries: [json, tone], language: 'fr' }])
    expect((await gapsView(datasetId))?.left).toBe(true)
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
    expect(await db().coverageGap.findMany({ where: { datasetId, of: 'type' }, orderBy: { wanted: 'asc' }, select: { wanted: true } })).toEqual([{ wanted: 1 }, { wanted: 100 }])
    // As nothing writes it.
    await db().coverageGap.updateMany({ where: { datasetId, of: 'type' }, data: { wanted: 0 } })
    await fill([{ carries: [tone] }])
    await expect(renewGaps(datasetId)).rejects.toThrow('division by zero')
    datasetId = (await createDataset(null, { name: `Gaps ${randomUUID()}` })).id
    await fill([{ carries: [tone] }])
    await want([[tone, 1]], 2)
    await keepAllGaps(new AbortController().signal)
    expect([...(await kept()).values()]).not.toContain(uncounted)
  })

  it('leaves datasets of other orders, and what is being deleted, alone', async () => {
    await fill([{ carries: [tone] }])
    await db().dataset.update({ where: { id: datasetId }, data: { policy: {} } })
    await keepAllGaps(new AbortController().signal)
    expect([await renewGaps(datasetId), await gapsView(datasetId), [...(await kept()).values()]]).toEqual([false, null, [uncounted]])
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'gaps' }, goingSince: new Date() } })
    expect(await renewGaps(datasetId)).toBe(false)
  })
})

describe('what is kept', () => {
  it('is never less than counting from scratch says, and the same at the head, after any work', async () => {
    const rng = seededRng('gaps')
    const ids = await fill(Array.from({ length: 24 }, (_, n) => ({ carries: kinds.filter(() => rng.next() < 0.5), words: [10, 80, 200, 400][n % 4] ?? 10, language: n % 3 === 0 ? 'de' : 'en' })))
    await want(kinds.slice(0, 4).map((kind, n) => [kind, n + 1] as [{ text: string }, number]), 12)
    await count()
    for (let step = 0; step < 30; step += 1) {
      const what = rng.pick(['accept', 'accept', 'accept', 'reject', 'undo', 'import'] as const)
      const id = rng.pick(ids)
      if (what === 'undo') await undo(id)
      else if (what === 'import') await fill([{ carries: [rng.pick(kinds)] }])
      else await act(ada, id, what, rng.pick([undefined, rng.pick(kinds).text]))
      await count()
      await expectHead(`${step} ${what}`)
    }
    expect([...(await kept()).values()].filter((spare) => spare === uncounted)).toEqual([])
  }, 120_000)

  it('comes again for a pair of which more is missing though no more of it is undecided', async () => {
    const unknown = { rawType: 'Nobody knows it', text: 'Be brave.' }
    const [first = '', second = ''] = await fill([{ carries: [tone, { rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }] }, { carries: [unknown] }])
    // No type of either is wanted, and what the first has left is of a facet of which it has something accepted.
    await db().dataset.update({ where: { id: datasetId }, data: { targetMix: { 'length.words': 1 }, policy: { order: 'gaps', goal: 5000 } } })
    await act(ada, first, 'accept', tone.text)
    await count()
    expect([...(await kept()).values()]).toEqual([bringsNothing, bringsNothing])
    const otherwise = async (pairId: string, how: { kind: 'reject' } | { kind: 'edit'; text: string }): Promise<void> => {
      const { id, version } = await db().constraint.findFirstOrThrow({ where: { pairId }, orderBy: { position: 'asc' } })
      expect((await decide(ada, [{ id: randomUUID(), constraintId: id, seenVersion: version, ...how }]))[0]?.outcome).toBe('applied')
    }
    await otherwise(first, { kind: 'reject' })
    await count()
    await expectHead('rejected')
    // Refuted, so that it stays undecided.
    await otherwise(second, { kind: 'edit', text: 'Use at most 3 words.' })
    await count()
    await expectHead('edited')
    expect([...(await kept()).values()]).not.toContain(bringsNothing)
  })

  it('goes by the cells as they are, also where one is accepted for another of its type', async () => {
    const long = { carries: [tone], words: 200 }
    const [short = '', other = ''] = await fill([{ carries: [tone] }, long, { carries: [tone] }, long])
    await want([[tone, 1]], 8)
    await act(ada, short, 'accept')
    await count()
    await undo(short)
    await act(ada, other, 'accept')
    await count()
    await expectHead()
  })

  it('is whole after a process was killed while it counted, and goes on from there', async () => {
    await fill([{ carries: [tone] }])
    const type = await typeOf(tone)
    await db().$executeRaw`
      WITH pairs AS (
        INSERT INTO "Pair" (id, "datasetId", "contentHash", source, language, instruction, response, "responseWords", "constraintCount", "undecidedCount")
        SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'en', 'Q', 'A', n % 400, 1, 1 FROM generate_series(1, 6000) n RETURNING id),
      constraints AS (
        INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, fingerprint) SELECT gen_random_uuid(), ${datasetId}::uuid, id, 0, ${type}, 'Be kind.', 'import', md5(id::text) FROM pairs)
      INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open) SELECT id, ${datasetId}::uuid, 50000, true FROM pairs`
    for (const goal of [50, 5000]) {
      await db().dataset.update({ where: { id: datasetId }, data: { targetMix: { [type]: 1 }, policy: { order: 'gaps', goal } } })
      const child = spawn(process.execPath, [new URL('gaps.fixture.ts', import.meta.url).pathname, datasetId], { stdio: ['ignore', 'pipe', 'inherit'] })
      for await (const chunk of child.stdout) if (String(chunk).length > 0) break
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      const counted = [...(await kept()).values()].filter((spare) => spare !== uncounted).length
      expect(counted).toBeGreaterThan(0)
      await count()
      expect((await db().coverageGoal.findUniqueOrThrow({ where: { datasetId } })).countedTo).toBeNull()
      await expectHead()
      const [now, is] = [await countedAnew(), await kept()]
      for (const [id, spare] of now) expect(Math.abs((is.get(id) ?? 0) - spare)).toBeLessThanOrEqual(1)
    }
  }, 120_000)

  it('comes again for a pair that is changed while it is being counted', async () => {
    const [id = ''] = await fill([{ carries: [tone] }, { carries: [tone] }])
    await want([[tone, 1]], 4)
    const client = await pool().connect()
    await client.query('BEGIN')
    await client.query('UPDATE "Pair" SET "undecidedCount" = "undecidedCount" + 1 WHERE id = $1', [id])
    await renewGaps(datasetId)
    expect((await kept()).get(id)).toBe(uncounted)
    await client.query('COMMIT')
    client.release()
    await count()
    expect((await kept()).get(id)).toBeLessThan(bringsNothing)
  })

  it('hands each pair to one of many who decide at once, while it is counted, and none is left', async () => {
    const ids = await fill(Array.from({ length: 120 }, (_, n) => ({ carries: [kinds[n % 5] ?? tone, ...(n % 2 ? [kinds[(n + 2) % 5] ?? tone] : [])], words: [10, 80, 200][n % 3] ?? 10 })))
    await want([[tone, 1], [json, 2]], 40)
    await count()
    const handed: string[] = []
    let working = true
    const counting = (async () => {
      while (working) await keepAllGaps(new AbortController().signal)
    })()
    const work = async (who: Person): Promise<void> => {
      for (let [mine] = await queue(who, 1); mine; [mine] = await queue(who, 1)) {
        handed.push(mine)
        await act(who, mine, handed.length % 3 === 0 ? 'reject' : 'accept')
      }
    }
    await Promise.all(people.slice(0, 6).map(work))
    working = false
    await counting
    expect(handed.toSorted()).toEqual(ids.toSorted())
    await count()
    expect((await kept()).size).toBe(0)
  }, 120_000)
})

it('finds the next pairs by an index, in its order, however many there are and however many are reviewed', async () => {
  await fill([{ carries: [tone] }])
  const type = await typeOf(tone)
  await db().$executeRaw`
    WITH pairs AS (
      INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", "constraintCount", "undecidedCount", status)
      SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1, 1, (n % 2), (CASE WHEN n % 2 = 0 THEN 'reviewed' ELSE 'pending' END)::"PairStatus" FROM generate_series(1, 6000) n RETURNING id, status),
    constraints AS (
      INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, fingerprint) SELECT gen_random_uuid(), ${datasetId}::uuid, id, 0, ${type}, 'Be kind.', 'import', md5(id::text) FROM pairs)
    INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open, spare) SELECT id, ${datasetId}::uuid, 50000, status <> 'reviewed', 90000 + (random() * 9000)::int FROM pairs`
  await pool().query('ANALYZE')
  const plans = await plansOf(() => queue(ada, 3))
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    expect(plan).toContain('PairDoubt_spare_open')
    expect(plan).not.toMatch(/"Node Type":"(Sort|Incremental Sort|Seq Scan)"/)
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
