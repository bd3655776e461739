import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ada, ben, cid, lead, type Person } from '#lib/review/harbours.fixture.ts'
import { keepLeases } from '#lib/review/leases.ts'
import { act, applied, both, manyReviewers, seenBy, stands, take, tone } from '#lib/review/many-reviewers.fixture.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const { its, pairs, setPolicy } = manyReviewers()

describe('an adjudicator', () => {
  async function disputed(): Promise<string> {
    const [pair = ''] = await pairs(1)
    await setPolicy({ overlap: 2 })
    await both(ada, pair)
    await both(ben, pair, ['accept', 'reject'])
    return pair
  }

  it('sees what everybody said, settles it for everybody with a reason, and the reviewers learn of it', async () => {
    const pair = await disputed()
    const page = await reviewPage(lead, its.datasetId, { scope: 'disputed', limit: 3 })
    const view = page.pairs[0]?.constraints[0]
    if (!view || page.pairs[0]?.constraints.length !== 1) throw new Error('one disputed constraint was expected')
    expect(view).toMatchObject({ status: 'disputed', adjudicating: true, people: { said: [{ status: 'accepted' }, { status: 'rejected' }] } })
    expect(page.progress.constraints).toEqual({ total: 1, decided: 0, refuted: 0 })
    const settle = act(view, 'accept', { final: true, reason: 'The response is hopeful throughout.' })
    const settled = await applied(lead, settle)
    expect(await stands(pair)).toEqual(['accepted', 'accepted'])
    expect((await seenBy(ben, pair))[1].people?.final).toEqual({ status: 'accepted', text: tone.text, by: 'Lea', reason: 'The response is hopeful throughout.' })
    expect((await seenBy(ben, pair))[1].status).toBe('rejected')
    // The opinions may change and the policy too: what was settled stays, until it is taken back.
    await setPolicy({ overlap: 3 })
    expect(await stands(pair)).toEqual(['pending', 'accepted'])
    await setPolicy({ overlap: 2 })
    await applied(lead, act({ ...settled, version: settled.version }, 'undo', { final: true, undoesId: settle.id }))
    expect(await stands(pair)).toEqual(['accepted', 'disputed'])
  })

  it('is the owner, an admin or whom the policy names, and nobody else; agreed ones are not theirs', async () => {
    const pair = await disputed()
    const [agreed, open] = await db().constraint.findMany({ where: { pairId: pair }, orderBy: { position: 'asc' } })
    const settle = (who: Person, row = open) => take(who, { id: randomUUID(), constraintId: row?.id ?? '', kind: 'accept', seenVersion: row?.version ?? 0, final: true })
    expect(await settle(ada)).toMatchObject({ outcome: 'refused' })
    // Nor is anybody else answered as an adjudicator is, be it to a decision that was taken.
    const { id } = await db().decision.findFirstOrThrow({ where: { constraintId: open?.id ?? '', reviewerId: ada.id } })
    expect(await take(ada, { id, constraintId: open?.id ?? '', kind: 'accept', seenVersion: 0, final: true })).toMatchObject({ outcome: 'refused' })
    await expect(reviewPage(ada, its.datasetId, { scope: 'disputed', limit: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await settle(lead, agreed)).toMatchObject({ outcome: 'refused' })
    await setPolicy({ overlap: 2, adjudicators: [cid.id] })
    expect(await settle(lead)).toMatchObject({ outcome: 'refused' })
    expect(await settle(cid)).toMatchObject({ outcome: 'applied' })
  })

  it('has a pair to themselves while they are at it', async () => {
    await disputed()
    const other = { ...lead, id: 'other', role: 'admin' }
    const ask = (who: Person) => reviewPage(who, its.datasetId, { scope: 'disputed', limit: 3 })
    const mine = (await ask(lead)).pairs.map(({ id }) => id)
    expect(mine).toHaveLength(1)
    expect((await ask(other)).pairs).toEqual([])
    // Who settles nothing here takes no dispute from those who do, and is not told who is at it.
    for (const ask of [{ renew: mine }, { release: mine }]) await expect(keepLeases(its.datasetId, ada, { ...ask, final: true })).rejects.toMatchObject({ code: 'forbidden' })
    await keepLeases(its.datasetId, lead, { release: mine, final: true })
    await expect(keepLeases(its.datasetId, ada, { renew: mine, final: true })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await ask(other)).pairs).toHaveLength(1)
  })
})
