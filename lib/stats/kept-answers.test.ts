import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { seededRng } from '#lib/random.ts'
import { decide } from '#lib/review/decide.ts'
import { policyOf } from '#lib/review/policy.ts'
import { curatedDataset } from './curated.fixture.ts'
import { countGreatDatasets } from './keep-counting.ts'
import { keptAnswer } from './kept-answers.ts'
import { countedPart, statisticsPart } from './parts.ts'

const [lead, ben, cid] = ['owner', 'reviewer', 'reviewer'].map((role, index) => ({ id: `p${index}`, name: `Person ${index}`, email: `p${index}@example.org`, role }))
if (!lead || !ben || !cid) throw new Error('three people were expected')
ownDatabase()
let great: string
const kept = ['rates', 'spread', 'patterns', 'coverage', 'costs', 'progress']

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ben, cid] })
  great = await curatedDataset()
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${great}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1 FROM generate_series(1, 20001) n`
}, 60_000)

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
    const count = vi.fn<() => Promise<object>>(async () => ({ n: (n += 1) }))
    const ask = () => keptAnswer({ datasetId: great, part: 'y', filter: {}, reader: null }, count)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }])
    expect(await ask()).toEqual({ n: 1 })
    expect(count).toHaveBeenCalledTimes(1)
    await change(great)
    const [old] = await Promise.all([ask(), ask()])
    expect(old).toEqual({ n: 1, counted: { at: expect.any(String), tookMs: expect.any(Number) } })
    await expect.poll(ask).toEqual({ n: 2 })
    expect(count).toHaveBeenCalledTimes(2)
    // What is set of a dataset is no count: it is asked for anew at once.
    await updateDataset(lead, great, { targetMix: { 'style.tone': 1 } })
    expect(await ask()).toEqual({ n: 3 })
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
  }, 60_000)

  it('are counted ahead by the worker, for managers and for others', async () => {
    await change(great)
    await countGreatDatasets(new AbortController().signal)
    const ahead = await db().keptAnswer.count()
    for (const part of kept) for (const reader of [lead, ben]) expect(await statisticsPart(part, great, {}, reader), part).not.toHaveProperty('counted')
    // As the page asks, too: with who looks, and where verdicts are hidden.
    for (const goldRate of [0, 10]) {
      await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate } })
      await countGreatDatasets(new AbortController().signal)
      const before = await db().keptAnswer.count()
      for (const part of [...kept, 'funnel']) for (const reader of [lead, ben, cid]) await statisticsPart(part, great, await filterSeenBy(reader, great, {}), reader)
      expect(await db().keptAnswer.count(), `of ${goldRate} hidden`).toBe(before)
    }
    expect(await db().keptAnswer.count()).toBeGreaterThan(ahead)
    expect(await statisticsPart('rates', great, {}, lead)).toMatchObject({ reviewers: expect.any(Array) })
    expect(await statisticsPart('rates', great, {}, ben)).toMatchObject({ reviewers: null })
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

  it('are each reader’s own where several decide by themselves', async () => {
    await db().opinion.create({
      data: {
        constraintId: (await db().constraint.findFirstOrThrow({ where: { datasetId: great, status: 'pending' } })).id,
        reviewerId: 'p1', datasetId: great, pairId: randomUUID(), status: 'rejected', text: 'x', state: {}, version: 1,
      },
    })
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
