import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { seededRng } from '#lib/random.ts'
import { decide } from '#lib/review/decide.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'
import { policyOf } from '#lib/review/policy.ts'
import { curatedDataset } from './curated.fixture.ts'
import { turns, type InTurn } from './give-way.ts'
import { countGreatDatasets } from './keep-counting.ts'
import { keptAnswer } from './kept-answers.ts'
import { countedPart, renewParts, statisticsPart, typeAnswer } from './parts.ts'

const [lead, ben, cid] = ['owner', 'reviewer', 'reviewer'].map((role, index) => ({ id: `p${index}`, name: `Person ${index}`, email: `p${index}@example.org`, role }))
if (!lead || !ben || !cid) throw new Error('three people were expected')
ownDatabase()
let great: string
const kept = ['rates', 'spread', 'patterns', 'coverage', 'costs', 'progress', 'agreement']

const going = new AbortController().signal
/** Whoever reviews meanwhile. */
const atOnce: InTurn = (piece) => piece(going)

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ben, cid] })
  great = await curatedDataset()
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${great}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1 FROM generate_series(1, 20001) n`
})

/** Decides one open constraint, so that the counts change. */
async function change(datasetId: string, who: Actor | undefined = lead): Promise<void> {
  if (!who) throw new Error('nobody decides')
  const open = await db().constraint.findFirstOrThrow({ where: { datasetId, status: 'pending', outcome: null }, orderBy: { id: 'asc' } })
  const [result] = await decide(who, [{ id: randomUUID(), constraintId: open.id, kind: 'reject', reason: 'vague', seenVersion: open.version }])
  expect(result?.outcome).toBe('applied')
}

describe('answers that are kept', () => {
  it('are those of great datasets alone', async () => {
    const small = await curatedDataset()
    const count = vi.fn<() => Promise<object>>(async () => ({ n: 1 }))
    for (const _ of [1, 2]) expect(await keptAnswer({ datasetId: small, part: 'x', filter: {}, reader: null }, count)).toEqual({ n: 1 })
    expect(count).toHaveBeenCalledTimes(2)
    expect(await db().keptAnswer.count({ where: { datasetId: small } })).toBe(0)
  })

  it('hold until the counts change; then they say when they were counted, and are counted anew once, whoever asks', async () => {
    let n = 0
    let counting: Promise<void> = Promise.resolve()
    const count = vi.fn<() => Promise<object>>(async () => {
      const answer = { n: (n += 1) }
      await counting
      return answer
    })
    const ask = () => keptAnswer({ datasetId: great, part: 'y', filter: {}, reader: null }, count)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }])
    expect(await ask()).toEqual({ n: 1 })
    expect(count).toHaveBeenCalledTimes(1)
    await change(great)
    const { promise, resolve } = Promise.withResolvers<void>()
    counting = promise
    const old = { n: 1, counted: { at: expect.any(String), tookMs: expect.any(Number) } }
    expect(await Promise.all([ask(), ask()])).toEqual([old, old])
    resolve()
    await expect.poll(ask).toEqual({ n: 2 })
    expect(count).toHaveBeenCalledTimes(2)
    // What is set of a dataset is no count: it is asked for anew at once.
    await updateDataset(lead, great, { targetMix: { 'style.tone': 1 } })
    expect(await ask()).toEqual({ n: 3 })
  })

  it('are counted once also where one asks in the moment in which what another asked for is kept', async () => {
    const count = vi.fn<() => Promise<object>>(async () => ({}))
    const ask = () => keptAnswer({ datasetId: great, part: 'moment', filter: {}, reader: null }, count)
    const table = db().keptAnswer
    const { promise: looked, resolve: goOn } = Promise.withResolvers<void>()
    const look = table.findUnique
    const late = vi.spyOn(table, 'findUnique').mockImplementationOnce((...asked) => {
      const answer = look(...asked)
      vi.spyOn(answer, 'then').mockImplementationOnce((...then) => Promise.all([Promise.resolve(answer), looked]).then(([row]) => row).then(...then))
      return answer
    })
    const first = ask()
    await expect.poll(() => late.mock.calls.length).toBe(1)
    await ask()
    goOn()
    await first
    expect(count).toHaveBeenCalledTimes(1)
    late.mockRestore()
  })

  it('that took long rest ten times as long before they are counted anew', async () => {
    const count = vi.fn<() => Promise<object>>(async () => ({}))
    const ask = () => keptAnswer({ datasetId: great, part: 'long', filter: {}, reader: null }, count)
    await ask()
    const took = (secondsAgo: number) =>
      db().$executeRaw`UPDATE "KeptAnswer" SET "tookMs" = 6000, "countedAt" = now() - make_interval(secs => ${secondsAgo}) WHERE "datasetId" = ${great}::uuid AND "countedAt" = (SELECT max("countedAt") FROM "KeptAnswer" WHERE "datasetId" = ${great}::uuid)`
    await took(0)
    await change(great)
    expect(await ask()).toHaveProperty('counted')
    expect(count).toHaveBeenCalledTimes(1)
    await took(61)
    expect(await ask()).toHaveProperty('counted')
    await expect.poll(() => count.mock.calls.length).toBe(2)
  })

  it('tell a change that is committed after a later one', async () => {
    const ask = () => keptAnswer({ datasetId: great, part: 'z', filter: {}, reader: null }, async () => ({ pairs: await db().pair.count({ where: { datasetId: great, source: 'late' } }) }))
    await db().$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "Pair" SET source = 'late' WHERE id = (SELECT id FROM "Pair" WHERE "datasetId" = ${great}::uuid AND source = 'many' LIMIT 1)`
      await change(great)
      expect(await ask()).toEqual({ pairs: 0 })
    })
    expect(await ask()).toHaveProperty('counted')
    await expect.poll(ask).toEqual({ pairs: 1 })
  })

  it('are what counting says, or say that they are older, after any work', async () => {
    const rng = seededRng('kept')
    for (let step = 0; step < 8; step += 1) {
      if (rng.next() < 0.6) await change(great, rng.pick([lead, ben]))
      if (step === 4) await db().$executeRaw`SELECT fold_tallies(${great}::uuid)`
      for (const part of kept) {
        const answer = await statisticsPart(part, great, {}, lead)
        if (!('counted' in answer)) expect(answer, part).toEqual(JSON.parse(JSON.stringify(await countedPart(part, great, {}, lead))))
        await expect.poll(() => statisticsPart(part, great, {}, lead)).not.toHaveProperty('counted')
      }
    }
  })

  it('are counted ahead by the worker, for managers and for others', async () => {
    await change(great)
    await countGreatDatasets(going, atOnce)
    const ahead = await db().keptAnswer.count()
    for (const part of kept) for (const reader of [lead, ben]) expect(await statisticsPart(part, great, {}, reader), part).not.toHaveProperty('counted')
    // As the page asks, too: with who looks, and where verdicts are hidden.
    for (const goldRate of [0, 10]) {
      await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate } })
      await countGreatDatasets(going, atOnce)
      const before = await db().keptAnswer.count()
      for (const type of ['length.words', 'style.tone']) for (const reader of [lead, ben]) expect(await typeAnswer(great, type, {}, reader), type).not.toHaveProperty('counted')
      for (const part of [...kept, 'funnel']) for (const reader of [lead, ben, cid]) await statisticsPart(part, great, await filterSeenBy(reader, great, {}), reader)
      expect(await db().keptAnswer.count(), `of ${goldRate} hidden`).toBe(before)
    }
    expect(await db().keptAnswer.count()).toBeGreaterThan(ahead)
    expect(await statisticsPart('rates', great, {}, lead)).toMatchObject({ reviewers: expect.any(Array) })
    expect(await statisticsPart('rates', great, {}, ben)).toMatchObject({ reviewers: null })
  })

  it('are no longer counted ahead once the worker stops', async () => {
    await db().keptAnswer.deleteMany({ where: { datasetId: great } })
    let looks = 0
    const stoppedAt = (most: number) => ({ get aborted() { return (looks += 1) > most } })
    await renewParts(great, stoppedAt(0), atOnce)
    expect(await db().keptAnswer.count({ where: { datasetId: great } })).toBe(0)
    // All parts, and the first card.
    looks = 0
    const before = kept.length + 3
    await renewParts(great, stoppedAt(before), atOnce)
    expect(await db().keptAnswer.count({ where: { datasetId: great } })).toBe(before)
    await renewParts(great, going, atOnce)
    expect(await db().keptAnswer.count({ where: { datasetId: great } })).toBe(before + 1)
  })

  it('are counted ahead when nobody reviews any more', async () => {
    await change(great)
    await db().keptAnswer.deleteMany({ where: { datasetId: great } })
    const counted = () => db().keptAnswer.count({ where: { datasetId: great } })
    const look = vi.fn<typeof reviewersAtWork>(reviewersAtWork)
    const round = countGreatDatasets(going, turns(going, { atWork: look, lookMs: 10, patienceMs: 3_600_000 }).inTurn)
    await expect.poll(() => look.mock.results.length).toBeGreaterThan(3)
    expect(await counted()).toBe(0)
    // Of all datasets: whoever decides in a small one reviews as well.
    await db().decision.updateMany({ data: { createdAt: new Date(Date.now() - 60_000) } })
    await round
    expect(await counted()).toBeGreaterThan(kept.length)
  })

  it('of a filter are shared where readers see the same, and each reader’s own where verdicts are hidden from them', async () => {
    const count = vi.fn<() => Promise<object>>(async () => ({}))
    const ask = async (reader: Actor) => keptAnswer({ datasetId: great, part: 'filtered', filter: await filterSeenBy(reader, great, { outcome: 'pass' }), reader: null }, count)
    await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate: 0 } })
    for (const reader of [ben, cid, ben]) await ask(reader)
    expect(count).toHaveBeenCalledTimes(1)
    await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate: 10 } })
    for (const reader of [ben, cid, ben]) await ask(reader)
    expect(count).toHaveBeenCalledTimes(3)
  })

  it('of bare words are each reader’s own, for they find their own checks, also where no more are made', async () => {
    await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate: 0 } })
    for (const filter of [{ q: 'harbour' }, { not: 'harbour' }, { outcome: 'pass' as const, not: 'type:style.tone harbour' }]) {
      const count = vi.fn<() => Promise<object>>(async () => ({}))
      for (const reader of [ben, cid, ben]) await keptAnswer({ datasetId: great, part: 'worded', filter: await filterSeenBy(reader, great, filter), reader: null }, count)
      expect(count, JSON.stringify(filter)).toHaveBeenCalledTimes(2)
    }
  })

  it('are each reader’s own where several decide by themselves', async () => {
    await db().opinion.create({
      data: {
        constraintId: (await db().constraint.findFirstOrThrow({ where: { datasetId: great, status: 'pending' } })).id,
        reviewerId: 'p1', datasetId: great, pairId: randomUUID(), status: 'rejected', text: 'x', state: {}, version: 1,
      },
    })
    // For nobody in particular nobody asks of what each is told by themselves.
    await db().keptAnswer.deleteMany({ where: { datasetId: great } })
    await countGreatDatasets(going, atOnce)
    const ahead = await db().keptAnswer.count({ where: { datasetId: great } })
    for (const part of kept.filter((each) => each !== 'rates' && each !== 'costs')) await statisticsPart(part, great, {}, cid)
    expect(await db().keptAnswer.count({ where: { datasetId: great } })).toBe(ahead)
    // And of each run how many pairs it has, which is the same for all.
    expect(ahead).toBe(kept.length - 2 + 1)
    const told = (reader: typeof ben) => keptAnswer({ datasetId: great, part: 'told', filter: {}, reader: reader ?? null }, async () => ({ to: reader?.id }))
    expect(await told(ben)).toEqual({ to: 'p1' })
    expect(await told(cid)).toEqual({ to: 'p2' })
    expect(await told(ben)).toEqual({ to: 'p1' })
    // Of parts that are everybody's as well, for who looks finds by their own opinion what others do not.
    await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate: 0 } })
    const found = async (reader: Actor) => {
      const filter = await filterSeenBy(reader, great, { reviewer: 'p1' })
      return keptAnswer({ datasetId: great, part: 'found', filter, reader: null }, async () => ({ to: reader.id }))
    }
    expect([await found(ben), await found(cid)]).toEqual([{ to: 'p1' }, { to: 'p2' }])
  })

  it('go with their dataset', async () => {
    await db().dataset.delete({ where: { id: great } })
    expect(await db().keptAnswer.count()).toBe(0)
  })
})
