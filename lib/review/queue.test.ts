import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { takeDisputed } from '#lib/review/disputes.ts'
import { ada, ben, people, storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { heldByOthers, keepLeases, queueState } from '#lib/review/leases.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { reviewPage } from '#lib/review/review-page.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email })) })
})

beforeEach(async () => {
  datasetId = (await findOrCreateDataset(null, `Queue ${randomUUID()}`)).id
})

const noCommas = { rawType: 'Punctuation', text: 'Please verify that there are no commas in your entire response.' }
const short = { rawType: 'Digit', text: 'Your response should be no more than 40 words long.' }

/** Pairs with these constraints; answers their ids, in order. */
function fill(constraints: { rawType: string; text: string }[][]): Promise<string[]> {
  return storeHarbours(datasetId, constraints)
}

function alike(count: number): Promise<string[]> {
  return fill(Array.from({ length: count }, () => [voice]))
}

async function setPolicy(policy: Partial<ReviewPolicy>): Promise<void> {
  await db().dataset.update({ where: { id: datasetId }, data: { policy } })
}

async function acceptAll(who: typeof ada, pairId: string): Promise<void> {
  const open = await db().constraint.findMany({ where: { pairId, status: 'pending' }, select: { id: true, version: true } })
  const results = await decide(who, open.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
  for (const result of results) if (result.outcome !== 'applied') throw new Error(result.message)
}

function undecided(who: typeof ada, limit: number, from: { after?: string | undefined; before?: string | undefined } = {}): Promise<string[]> {
  return takeFromQueue(datasetId, who.id, { scope: 'undecided', limit, ...from })
}

/** For how many seconds each lease of the dataset still holds, adjudicators' among them, by the database's clock. */
async function secondsLeft(): Promise<number[]> {
  const rows = await db().$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM l."leasedUntil" - now())::float8 AS seconds FROM (
      SELECT "datasetId", "leasedUntil" FROM "ReviewSlot" UNION ALL SELECT "datasetId", "leasedUntil" FROM "AdjudicationLease") l
    WHERE l."datasetId" = ${datasetId}::uuid AND l."leasedUntil" IS NOT NULL`
  return rows.map(({ seconds }) => seconds)
}

async function endLeases(): Promise<void> {
  await db().$executeRaw`UPDATE "ReviewSlot" SET "leasedUntil" = now() - interval '1 second' WHERE "datasetId" = ${datasetId}::uuid`
}

describe('the queue', () => {
  it('gives a single reviewer the pairs in their order, onwards and back, and again when asked again', async () => {
    const ids = await alike(7)
    expect(await undecided(ada, 3)).toEqual(ids.slice(0, 3))
    expect(await undecided(ada, 3)).toEqual(ids.slice(0, 3))
    expect(await undecided(ada, 3, { after: ids[2] })).toEqual(ids.slice(3, 6))
    expect(await undecided(ada, 3, { after: ids[5] })).toEqual(ids.slice(6))
    expect(await undecided(ada, 2, { before: ids[4] })).toEqual([ids[3], ids[2]])
  })

  it('tells what lies ahead, to be at hand without a connection, and hands nobody any of it', async () => {
    const ids = await alike(6)
    await undecided(ben, 1)
    const atHand = () => takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 3, after: ids[1], reserve: true })
    expect(await atHand()).toEqual(ids.slice(2, 5))
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 2, reserve: true })).toEqual(ids.slice(1, 3))
    const { pairs } = await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3, after: ids[1], reserve: true })
    expect(pairs.map(({ id }) => id)).toEqual(ids.slice(2, 5))
    expect(await secondsLeft()).toHaveLength(1)
    expect(await undecided(ben, 6)).toEqual(ids)
    expect(await atHand()).toEqual([])
  })

  it('passes over what somebody else has, until their lease ends or is given back', async () => {
    const ids = await alike(5)
    await undecided(ada, 2)
    expect(await undecided(ben, 2)).toEqual(ids.slice(2, 4))
    expect(await undecided(ada, 5)).toEqual([ids[0], ids[1], ids[4]])
    await keepLeases(datasetId, ada, { renew: [], release: [ids[0] ?? ''] })
    expect(await undecided(ben, 1)).toEqual([ids[0]])
    await endLeases()
    expect(await undecided(ben, 5)).toEqual(ids)
  })

  it('frees what a page that died has within two minutes, whether it was taken, kept or is an adjudicator’s', async () => {
    const ids = await alike(2)
    const expectLeases = async (count: number): Promise<void> => {
      const left = await secondsLeft()
      expect(left).toHaveLength(count)
      for (const seconds of left) {
        expect(seconds).toBeGreaterThan(100)
        expect(seconds).toBeLessThanOrEqual(120)
      }
    }
    await undecided(ada, 2)
    await expectLeases(2)
    await db().$executeRaw`UPDATE "ReviewSlot" SET "leasedUntil" = now() + interval '30 seconds' WHERE "datasetId" = ${datasetId}::uuid`
    await keepLeases(datasetId, ada, { renew: ids, release: [] })
    await expectLeases(2)
    await keepLeases(datasetId, ada, { renew: [], release: ids })
    await expectLeases(0)

    await db().constraint.updateMany({ where: { datasetId }, data: { status: 'disputed' } })
    expect((await takeDisputed(datasetId, ben.id, { limit: 1 })).ids).toEqual([ids[0]])
    await expectLeases(1)
    await db().$executeRaw`UPDATE "AdjudicationLease" SET "leasedUntil" = now() + interval '30 seconds' WHERE "datasetId" = ${datasetId}::uuid`
    await keepLeases(datasetId, { ...ben, role: 'owner' }, { renew: ids, release: [], final: true })
    await expectLeases(2)
  })

  it('takes a lease back that ended where nobody took the pair, and says who did where somebody did', async () => {
    const [first = '', second = ''] = await alike(2)
    await undecided(ada, 2)
    await endLeases()
    expect(await undecided(ben, 1)).toEqual([first])
    expect(await keepLeases(datasetId, ada, { renew: [first, second], release: [] })).toMatchObject([{ pairId: first, reviewer: ben.name }])
    expect(await undecided(ben, 2)).toEqual([first])
  })

  it('takes a pair that is free where a page says that it is still at it', async () => {
    const [first = ''] = await alike(1)
    await undecided(ada, 1)
    await keepLeases(datasetId, ada, { renew: [], release: [first] })
    expect(await keepLeases(datasetId, ada, { renew: [first], release: [] })).toEqual([])
    expect(await undecided(ben, 1)).toEqual([])
  })

  it('gives back nothing that is somebody else’s', async () => {
    const [first = ''] = await alike(1)
    await undecided(ada, 1)
    await keepLeases(datasetId, ben, { renew: [], release: [first] })
    expect(await undecided(ben, 1)).toEqual([])
  })

  it('keeps a decision that comes after the lease has ended and the pair is with somebody else', async () => {
    const [first = ''] = await alike(1)
    await undecided(ada, 1)
    await endLeases()
    await undecided(ben, 1)
    await acceptAll(ada, first)
    expect(await db().pair.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ status: 'reviewed' })
  })

  it('opens a certain pair whoever has it, says who that is, and leaves it theirs', async () => {
    const [first = '', second = ''] = await alike(3)
    await undecided(ada, 1)
    const page = await reviewPage(ben, datasetId, { scope: 'undecided', limit: 2, at: first })
    expect(page.pairs.map(({ id }) => id)).toEqual([first, second])
    expect(page.held).toMatchObject([{ pairId: first, reviewer: ada.name }])
    expect(await heldByOthers(datasetId, ada.id, [first, second])).toMatchObject([{ pairId: second, reviewer: ben.name }])
  })

  it('shows everything to who looks at all pairs, and takes those that are free', async () => {
    const ids = await alike(3)
    await undecided(ada, 1)
    const page = await reviewPage(ben, datasetId, { scope: 'all', limit: 3 })
    expect(page.pairs.map(({ id }) => id)).toEqual(ids)
    expect(page.held.map(({ pairId }) => pairId)).toEqual(ids.slice(0, 1))
    expect(await undecided(ada, 3)).toEqual(ids.slice(0, 1))
  })

  it('says that the dataset is gone where it is deleted while pairs are asked for', async () => {
    await alike(2)
    let asked: Promise<unknown> = Promise.resolve()
    await db().$transaction(async (tx) => {
      await tx.dataset.delete({ where: { id: datasetId } })
      asked = reviewPage(ada, datasetId, { scope: 'undecided', limit: 2 }).catch((error: unknown) => error)
      await somebodyWaits()
    })
    expect(await asked).toMatchObject({ code: 'not_found' })
  })

  it('says why there is nothing: who has how many, and what the scope leaves out', async () => {
    const ids = await alike(3)
    await undecided(ada, 2)
    await acceptAll(ben, ids[2] ?? '')
    expect(await undecided(ben, 3)).toEqual([])
    expect(await queueState(datasetId, ben.id, 'undecided')).toMatchObject({ undecided: 2, inScope: 2, leased: [{ reviewer: ada.name, pairs: 2 }] })
    expect(await queueState(datasetId, ben.id, 'refuted')).toMatchObject({ undecided: 2, inScope: 0, leased: [] })
    expect((await queueState(datasetId, ada.id, 'undecided')).leased).toEqual([])
  })

  it('gives twenty reviewers at once every pair once, and none is left', { timeout: 60_000 }, async () => {
    const ids = await alike(120)
    const got: string[] = []
    const work = async (who: typeof ada): Promise<void> => {
      for (;;) {
        const [mine] = await undecided(who, 1)
        if (!mine) return
        got.push(mine)
        await acceptAll(who, mine)
      }
    }
    await Promise.all(people.map(work))
    expect(got.toSorted()).toEqual(ids)
  })

  it('gives nobody a pair that another has when all ask at the same moment', async () => {
    await alike(50)
    const handed = (await Promise.all(people.map((who) => undecided(who, 2)))).flat()
    expect(new Set(handed).size).toBe(handed.length)
    expect(handed).toHaveLength(40)
  })
})

describe('the order of a policy', () => {
  it('at random is the same for a seed, another for another, leaves nothing out, and goes on behind a pair', async () => {
    const ids = await alike(12)
    await setPolicy({ order: 'random', seed: 1 })
    const one = await undecided(ada, 12)
    expect(await undecided(ada, 12)).toEqual(one)
    expect(one.toSorted()).toEqual(ids)
    expect(one).not.toEqual(ids)
    expect(await undecided(ada, 3, { after: one[4] })).toEqual(one.slice(5, 8))
    expect(await undecided(ada, 3, { before: one[4] })).toEqual([one[3], one[2], one[1]])
    const others = await Promise.all(
      [2, 3, 4, 5].map(async (seed) => {
        await setPolicy({ order: 'random', seed })
        return undecided(ada, 12)
      }),
    )
    expect(others.some((other) => other.join() !== one.join())).toBe(true)
  })

  it('begins with the refuted and unsure ones, and goes on with them after the first is decided', async () => {
    const ids = await fill([[voice], [short, noCommas], [voice], [noCommas, short]])
    await setPolicy({ order: 'uncertain' })
    const order = [ids[1], ids[3], ids[0], ids[2]]
    expect(await undecided(ada, 4)).toEqual(order)
    // Repaired, it would belong to the others; the way on from it is still to the next refuted one.
    await db().constraint.updateMany({ where: { pairId: ids[1] ?? '', outcome: 'fail' }, data: { outcome: 'pass' } })
    expect(await undecided(ada, 4, { after: ids[1] })).toEqual(order.slice(1))
  })

  it('by doubt, shows all to who looks around once each, whatever has become of the pairs since they were handed out', async () => {
    await setPolicy({ order: 'uncertain' })
    const ids = await fill([[short], [voice], [noCommas], [voice]])
    const around = async () => {
      const seen: string[] = []
      for (let after: string | undefined; seen.length < 9; after = seen.at(-1)) {
        const next = await takeFromQueue(datasetId, ada.id, { scope: 'all', limit: 1, after })
        if (next.length === 0) break
        seen.push(...next)
      }
      return seen
    }
    const mended = async (who: typeof ada) => {
      const [open] = await db().constraint.findMany({ where: { pairId: ids[2] ?? '' } })
      const [done] = await decide(who, [{ id: randomUUID(), constraintId: open?.id ?? '', kind: 'edit', text: 'Use at most 90 words.', seenVersion: 0 }])
      expect(done?.outcome).toBe('applied')
    }
    // The most doubtful one is somebody else's, who has mended it.
    expect(await undecided(ben, 1)).toEqual([ids[2]])
    await mended(ben)
    const [proven, one, refuted, other] = ids
    expect(await around()).toEqual([one, other, proven, refuted])
    // And one's own, where each decides by themselves.
    datasetId = (await findOrCreateDataset(null, `Queue ${randomUUID()}`)).id
    await setPolicy({ order: 'uncertain', overlap: 2 })
    ids.splice(0, 4, ...(await fill([[short], [voice], [noCommas], [voice]])))
    expect(await undecided(ada, 1)).toEqual([ids[2]])
    expect(await undecided(ben, 1)).toEqual([ids[2]])
    for (const who of [ada, ben]) await mended(who)
    expect(await around()).toEqual([ids[1], ids[3], ids[0], ids[2]])
  })

  it('begins with the rarest types', async () => {
    const ids = await fill([[voice], [voice, short], [voice], [noCommas], [noCommas]])
    await setPolicy({ order: 'rare' })
    expect(await undecided(ada, 5)).toEqual([ids[1], ids[3], ids[4], ids[0], ids[2]])
  })
})
