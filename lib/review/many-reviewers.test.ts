import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { facets } from '#lib/datasets/facets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, ben, cid, lead, people, voice, type Person } from '#lib/review/harbours.fixture.ts'
import { keepLeases, queueState } from '#lib/review/leases.ts'
import { act, applied, both, manyReviewers, seenBy, stands, take, tone } from '#lib/review/many-reviewers.fixture.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const { its, pairs, setPolicy, queueOf } = manyReviewers()

/** What somebody held of each constraint when they had decided the whole pair. */
async function firstSaidBy(who: Person, pairId: string): Promise<(string | null)[]> {
  const rows = await db().opinion.findMany({ where: { pairId, reviewerId: who.id }, include: { constraint: { select: { position: true } } } })
  return rows.toSorted((a, b) => a.constraint.position - b.constraint.position).map(({ firstSaid }) => firstSaid)
}

describe('two people for each pair', () => {
  it('gives twenty reviewers two hundred pairs: each is decided by exactly two, and none is left', { timeout: 240_000 }, async () => {
    const ids = await pairs(200)
    await setPolicy({ overlap: 2 })
    const work = async (who: Person): Promise<void> => {
      for (;;) {
        const [mine] = await queueOf(who, 1)
        if (!mine) return
        const open = await db().constraint.findMany({ where: { pairId: mine }, select: { id: true, version: true } })
        const results = await decide(who, open.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
        for (const result of results) if (result.outcome !== 'applied') throw new Error(result.message)
      }
    }
    // Who finds nothing stops; a pair that was held then is finished by whoever had it, or by one who asks again.
    for (let round = 0; round < 3; round++) await Promise.all(people.map(work))
    const submissions = await db().reviewSlot.groupBy({ by: ['pairId'], where: { datasetId: its.datasetId, doneAt: { not: null } }, _count: true })
    expect(submissions.map(({ _count }) => _count)).toEqual(ids.map(() => 2))
    expect(await db().opinion.count({ where: { datasetId: its.datasetId } })).toBe(800)
    expect(await db().pair.count({ where: { datasetId: its.datasetId, status: 'reviewed', acceptedCount: 2 } })).toBe(200)
  })

  it('lets a constraint stand once both have decided the whole pair, and only what they agree on', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    await both(ada, pair)
    expect(await stands(pair)).toEqual(['pending', 'pending'])
    const [one, other] = await seenBy(ben, pair)
    await applied(ben, act(one, 'accept'))
    expect(await stands(pair)).toEqual(['pending', 'pending'])
    await applied(ben, act(other, 'reject', { reason: 'vacuous' }))
    expect(await stands(pair)).toEqual(['accepted', 'disputed'])
    expect(await db().pair.findUniqueOrThrow({ where: { id: pair } })).toMatchObject({ status: 'in_review', undecidedCount: 0, acceptedCount: 1 })
  })

  it('counts different texts as different, and the same text as agreed', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    for (const [who, text] of [[ada, 'Write calmly.'], [ben, 'Write calmly.']] as const) {
      const [one, other] = await seenBy(who, pair)
      expect(one.text).toBe(voice.text)
      await applied(who, act(one, 'edit', { text }))
      await applied(who, act(other, 'edit', { text: `${text} Says ${who.name}.` }))
    }
    expect(await stands(pair)).toEqual(['accepted', 'disputed'])
    const rows = await db().constraint.findMany({ where: { pairId: pair }, orderBy: { position: 'asc' } })
    expect(rows.map(({ text }) => text)).toEqual(['Write calmly.', tone.text])
  })

  it('hides what others decided until the reader has decided the whole pair, in every answer', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    const [one, other] = await seenBy(ada, pair)
    await applied(ada, act(one, 'edit', { text: 'A text that only Ada would write.' }))
    await applied(ada, act(other, 'reject', { reason: 'A reason that only Ada has.' }))
    const page = await reviewPage(ben, its.datasetId, { scope: 'undecided', limit: 3 })
    const [bens] = await seenBy(ben, pair)
    const answer = await take(ben, act(bens, 'accept'))
    const stale = await take(ben, act(bens, 'reject'))
    for (const seen of [page, await pairView(pair, ben), answer, stale]) expect(JSON.stringify(seen)).not.toMatch(/only Ada|Person 0|rejected/)
    const last = (await seenBy(ben, pair))[1]
    const done = await applied(ben, act(last, 'accept'))
    expect(done.people).toMatchObject({
      wanted: 2,
      said: [
        { reviewer: 'Person 0', mine: false, status: 'rejected', reason: 'A reason that only Ada has.' },
        { reviewer: 'Person 1', mine: true, status: 'accepted' },
      ],
      final: { status: 'disputed', by: null },
    })
  })

  it('tells nobody else who is at a pair, by filters, views and what can be chosen from, before enough have decided', async () => {
    const [pair = ''] = await pairs(2)
    await setPolicy({ overlap: 2 })
    await both(ada, pair)
    const found = async (who: Person, filter: PairFilter) => (await browsePairs(its.datasetId, await filterSeenBy(who, its.datasetId, filter), { sort: 'oldest', limit: 5 })).rows.map(({ id }) => id)
    const named = async (who: Person) => (await facets(its.datasetId, await filterSeenBy(who, its.datasetId, {}))).reviewers.map(({ value, count }) => [value, count])
    for (const who of [ben, lead]) {
      expect(await found(who, { reviewer: 'Person 0' })).toEqual([])
      expect(await found(who, { reviewer: 'Person 0', type: 'style.tone' })).toEqual([])
      expect(await found(who, { not: 'reviewer:"Person 0"' })).toHaveLength(2)
      expect(await named(who)).toEqual([])
    }
    expect((await browsePairs(its.datasetId, { reviewer: 'Person 0' }, { sort: 'oldest', limit: 5 })).rows).toEqual([])
    expect(await found(ada, { reviewer: 'me' })).toEqual([pair])
    expect(await named(ada)).toEqual([['Person 0', 2]])
    await both(ben, pair)
    expect(await found(cid, { reviewer: 'Person 0' })).toEqual([pair])
    expect(await named(cid)).toEqual([['Person 0', 2], ['Person 1', 2]])
  })

  it('shows nothing to who skips, so that nobody skips, looks and then decides', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    const [one, other] = await seenBy(ada, pair)
    await applied(ada, act(one, 'edit', { text: 'A text that only Ada would write.' }))
    await applied(ada, act(other, 'reject', { reason: 'A reason that only Ada has.' }))
    const [first, second] = await seenBy(ben, pair)
    const skips = [act(first, 'skip'), act(second, 'skip')] as const
    const answers = [await take(ben, skips[0]), await take(ben, skips[1])]
    const page = await reviewPage(ben, its.datasetId, { scope: 'all', limit: 3 })
    for (const seen of [page, await pairView(pair, ben), answers]) expect(JSON.stringify(seen)).not.toMatch(/only Ada|Person 0|rejected/)
    // A skip is an answer: the pair waits for an adjudicator, and the others see it. But it is not what he first said.
    expect(await stands(pair)).toEqual(['disputed', 'disputed'])
    expect((await seenBy(ada, pair))[0].people).toMatchObject({ said: [{ mine: true }, { reviewer: 'Person 1', status: 'skipped' }], final: { status: 'disputed' } })
    expect(await firstSaidBy(ben, pair)).toEqual([null, null])
    // He sees them once he has decided what he skipped, and that counts as said without having seen them.
    for (const [index, view] of (await seenBy(ben, pair)).entries()) {
      const undone = await applied(ben, act(view, 'undo', { undoesId: skips[index]?.id }))
      expect(undone.people).toBeNull()
      await applied(ben, act(undone, 'accept'))
      expect((await seenBy(ben, pair))[0].people === null).toBe(index === 0)
    }
    expect(await firstSaidBy(ben, pair)).toEqual(['accepted', 'accepted'])
  })

  it('tells who skipped what an adjudicator settled, and counts nothing of them there afterwards', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    await both(ada, pair)
    await both(ben, pair, ['skip', 'accept'])
    const row = (await reviewPage(lead, its.datasetId, { scope: 'disputed', limit: 1 })).pairs[0]?.constraints[0]
    if (!row) throw new Error('one is disputed')
    await applied(lead, act(row, 'accept', { final: true, reason: 'Calm throughout.' }))
    const [settled, agreed] = await seenBy(ben, pair)
    expect([settled.people?.final?.by, agreed.people]).toEqual(['Lea', null])
    expect(await firstSaidBy(ben, pair)).toEqual(['skipped', 'accepted'])
  })

  it('shows others at once where the policy is not blind', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2, blind: false })
    await applied(ada, act((await seenBy(ada, pair))[0], 'reject'))
    expect((await seenBy(ben, pair))[0]).toMatchObject({ status: 'pending', people: { said: [{ status: 'rejected' }], final: null } })
  })

  it('undoes and redoes one’s own opinion and nobody else’s; what stood for everybody follows', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    await both(ben, pair)
    const [one, other] = await seenBy(ada, pair)
    await applied(ada, act(one, 'accept'))
    const last = act(other, 'accept')
    const done = await applied(ada, last)
    expect(await stands(pair)).toEqual(['accepted', 'accepted'])
    const undo = act(done, 'undo', { undoesId: last.id })
    const back = await applied(ada, undo)
    expect(back).toMatchObject({ status: 'pending', people: null })
    expect(await stands(pair)).toEqual(['accepted', 'pending'])
    await applied(ada, act(back, 'undo', { undoesId: undo.id }))
    expect(await stands(pair)).toEqual(['accepted', 'accepted'])
    const reject = act((await seenBy(ada, pair))[1], 'reject', { reason: 'vacuous' })
    const undone = act(await applied(ada, reject), 'undo', { undoesId: reject.id })
    await applied(ada, act(await applied(ada, undone), 'undo', { undoesId: undone.id }))
    expect((await seenBy(ben, pair))[1].people?.said).toContainEqual({ reviewer: 'Person 0', mine: false, status: 'rejected', text: tone.text, reason: 'vacuous' })
    const bens = await db().decision.findFirstOrThrow({ where: { constraintId: one.id, reviewerId: ben.id } })
    expect(await take(ada, act((await seenBy(ada, pair))[0], 'undo', { undoesId: bens.id }))).toMatchObject({ outcome: 'refused' })
  })

  it('answers a retried decision as before and takes it once; a stale window of one’s own is a conflict', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    const [one] = await seenBy(ada, pair)
    const input = act(one, 'accept')
    for (const result of await Promise.all([take(ada, input), take(ada, input), take(ada, input)])) expect(result).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', version: 1 } })
    expect(await take(ada, act(one, 'reject'))).toMatchObject({ outcome: 'conflict', message: 'This constraint was decided meanwhile by you, elsewhere.' })
    expect(await db().decision.count({ where: { constraintId: one.id } })).toBe(1)
  })

  it('hands a pair to two, not to a third, and not again to who has decided it; says that it waits for others', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    expect([await queueOf(ada, 1), await queueOf(ben, 1), await queueOf(cid, 1)]).toEqual([[pair], [pair], []])
    await both(ada, pair)
    expect(await queueOf(ada, 1)).toEqual([])
    expect(await queueState(its.datasetId, ada.id, 'undecided')).toMatchObject({ inScope: 1, waiting: 1 })
    // The page of who has submitted goes on beating, and is told nothing of others.
    expect(await keepLeases(its.datasetId, ada, { renew: [pair] })).toEqual([])
    await keepLeases(its.datasetId, ben, { release: [pair] })
    expect(await queueOf(cid, 1)).toEqual([pair])
  })

  it('gives one person one place at a pair, from any number of windows at once', async () => {
    await pairs(3)
    await setPolicy({ overlap: 2 })
    await Promise.all(Array.from({ length: 8 }, () => queueOf(ada, 3)))
    expect(await db().reviewSlot.count({ where: { datasetId: its.datasetId, reviewerId: ada.id } })).toBe(3)
  })

  it('keeps a decision that comes after the place went to somebody else', async () => {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    await queueOf(ada, 1)
    await db().reviewSlot.updateMany({ where: { datasetId: its.datasetId, reviewerId: ada.id }, data: { leasedUntil: new Date(0) } })
    await Promise.all([queueOf(ben, 1), queueOf(cid, 1)])
    for (const who of [ada, ben, cid]) await both(who, pair, ['accept', who === cid ? 'reject' : 'accept'])
    expect(await stands(pair)).toEqual(['accepted', 'disputed'])
  })
})
