import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ada, ben, cid, voice } from '#lib/review/harbours.fixture.ts'
import { keepLeases } from '#lib/review/leases.ts'
import { act, applied, both, manyReviewers, seenBy, stands } from '#lib/review/many-reviewers.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { wantedFor } from '#lib/review/wanted.ts'

const { its, pairs, setPolicy, queueOf } = manyReviewers()

describe('a policy that changes after work began', () => {
  it('opens pairs again for a second person, keeps who was first, and lets them undo', async () => {
    const [pair = ''] = await pairs(1)
    const [one, other] = await seenBy(ada, pair)
    const first = act(one, 'edit', { text: 'Write calmly.' })
    await applied(ada, first)
    await applied(ada, act(other, 'accept'))
    await setPolicy({ overlap: 2 })
    expect(await stands(pair)).toEqual(['pending', 'pending'])
    expect((await seenBy(ben, pair))[0].text).toBe(voice.text)
    expect((await seenBy(ada, pair))[0]).toMatchObject({ status: 'accepted', text: 'Write calmly.', decision: { id: first.id } })
    expect([await queueOf(ada, 1), await queueOf(ben, 1)]).toEqual([[], [pair]])
    await applied(ada, act((await seenBy(ada, pair))[0], 'undo', { undoesId: first.id }))
    await both(ben, pair)
    expect(await stands(pair)).toEqual(['pending', 'accepted'])
    await applied(ada, act((await seenBy(ada, pair))[0], 'accept'))
    expect(await stands(pair)).toEqual(['accepted', 'accepted'])
  })

  it('is satisfied with what is there when fewer are wanted, and takes open places away', async () => {
    const [first = '', second = ''] = await pairs(2)
    await setPolicy({ overlap: 3 })
    for (const who of [ada, ben]) await both(who, first, ['accept', who === ben ? 'reject' : 'accept'])
    await applied(ada, act((await seenBy(ada, second))[0], 'accept'))
    await setPolicy({ overlap: 2 })
    expect(await stands(first)).toEqual(['accepted', 'disputed'])
    expect(await db().reviewSlot.count({ where: { pairId: first } })).toBe(2)
    await setPolicy({ overlap: 1 })
    expect(await stands(first)).toEqual(['accepted', 'disputed'])
    expect(await stands(second)).toEqual(['accepted', 'pending'])
    await setPolicy({ overlap: 3 })
    expect(await stands(first)).toEqual(['pending', 'pending'])
    expect(await db().opinion.count({ where: { pairId: first } })).toBe(4)
    await both(cid, first)
    expect(await stands(first)).toEqual(['accepted', 'disputed'])
  })

  it('hands out what is opened again after fewer are wanted, though as many were done with it', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    for (const who of [ada, ben]) await both(who, pair)
    for (const policy of [{ overlap: 1 }, { overlap: 2, share: 1 }]) {
      await setPolicy(policy)
      if (wantedFor(reviewPolicy.parse(policy), pair) > 1) continue
      expect(await queueOf(cid, 1)).toEqual([])
      const opened = act((await seenBy(cid, pair))[0], 'edit', { text: 'Write at least 500 words.' })
      const { version } = await applied(cid, opened)
      expect(await queueOf(ada, 1)).toEqual([pair])
      await keepLeases(its.datasetId, ada, { release: [pair] })
      await setPolicy({ overlap: 1, share: 99 })
      await setPolicy({ ...policy, share: 2 })
      expect(await queueOf(ben, 1)).toEqual([pair])
      await keepLeases(its.datasetId, ben, { release: [pair] })
      await applied(cid, { ...opened, id: randomUUID(), kind: 'undo', undoesId: opened.id, seenVersion: version })
    }
  })

  it('asks it of a share of the pairs, and a larger share keeps those of a smaller one', async () => {
    const ids = await pairs(60)
    const chosen = (share: number) => ids.filter((id) => wantedFor({ overlap: 2, share }, id) === 2)
    expect(chosen(100)).toEqual(ids)
    expect(chosen(60).length).toBeGreaterThan(chosen(20).length)
    for (const id of chosen(20)) expect(chosen(60)).toContain(id)
    await setPolicy({ overlap: 2, share: 40 })
    expect(await queueOf(ada, 60)).toEqual(ids)
    expect((await queueOf(ben, 60)).toSorted()).toEqual(chosen(40).toSorted())
    const single = ids.find((id) => !chosen(40).includes(id)) ?? ''
    await both(ada, single)
    expect(await stands(single)).toEqual(['accepted', 'accepted'])
  })
})
