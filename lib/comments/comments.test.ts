import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addComment, commentsOf, markRead, mentionsOf, people, resolveThread } from '#lib/comments/comments.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { startDeletingDataset } from '#lib/datasets/delete-dataset.ts'
import { db } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { exportableLicenses } from '#lib/exports/exportable-licenses.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }

beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
})

async function freshPair(constraints: { rawType: string; text: string }[] = []): Promise<{ datasetId: string; pairId: string }> {
  const { id: datasetId } = await createDataset(ada, { name: randomUUID() })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record: pairRecord({ constraints }) }]))
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  return { datasetId, pairId }
}

describe('comments on a pair', () => {
  it('are threads; the one who is mentioned is told, the writer is not', async () => {
    const { pairId } = await freshPair()
    const first = await addComment(ada, pairId, { text: '@Ben, is this vacuous? @Ada asks.' })
    await addComment(ben, pairId, { text: 'It is not, @ada.', threadId: first.id })
    expect((await commentsOf(ada, pairId)).comments).toMatchObject([
      { threadId: null, author: 'Ada', resolved: null },
      { threadId: first.id, author: 'Ben' },
    ])
    expect(await mentionsOf(ben)).toMatchObject({ unread: 1, mentions: [{ comment: { id: first.id }, read: false }] })
    expect(await mentionsOf(ada)).toMatchObject({ unread: 1, mentions: [{ comment: { threadId: first.id } }] })
  })

  it('are read by the one who is mentioned and nobody else', async () => {
    const { pairId } = await freshPair()
    const { id } = await addComment(ada, pairId, { text: 'Look, @Ben' })
    const before = (await mentionsOf(ben)).unread
    await markRead(ada.id, [id])
    expect((await mentionsOf(ben)).unread).toBe(before)
    expect(await markRead(ben.id, [id])).toBe(before - 1)
    expect(await markRead(ben.id, 'all')).toBe(0)
    expect((await mentionsOf(ben)).mentions.map(({ read }) => read)).not.toContain(false)
  })

  it('are resolved by thread, and opened by an answer', async () => {
    const { pairId } = await freshPair()
    const first = await addComment(ada, pairId, { text: 'Why?' })
    const answer = await addComment(ben, pairId, { text: 'So.', threadId: first.id })
    expect(await resolveThread(ben, first.id, true)).toMatchObject({ resolved: { by: 'Ben' } })
    await expect(resolveThread(ben, answer.id, true)).rejects.toMatchObject({ code: 'not_found' })
    await addComment(ada, pairId, { text: 'But…', threadId: first.id })
    expect((await commentsOf(ada, pairId)).comments[0]).toMatchObject({ resolved: null })
  })

  it('stay with their pair: no answer to a thread of another one, none without a pair', async () => {
    const [one, other] = [await freshPair(), await freshPair()]
    const thread = await addComment(ada, one.pairId, { text: 'Here.' })
    await expect(addComment(ben, other.pairId, { text: 'There.', threadId: thread.id })).rejects.toMatchObject({ code: 'invalid' })
    await expect(addComment(ben, randomUUID(), { text: 'Nowhere.' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(commentsOf(ada, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are none on a pair whose dataset is being deleted, and again once that is called off', async () => {
    const { datasetId, pairId } = await freshPair()
    const thread = await addComment(ada, pairId, { text: 'Here.' })
    const { id } = await startDeletingDataset(ada, datasetId)
    const gone = { code: 'not_found' }
    await expect(addComment(ben, pairId, { text: 'Late.' })).rejects.toMatchObject(gone)
    await expect(commentsOf(ben, pairId)).rejects.toMatchObject(gone)
    await expect(resolveThread(ben, thread.id, true)).rejects.toMatchObject(gone)
    await expect(exportableLicenses(datasetId, { of: 'pairs' })).rejects.toMatchObject(gone)
    await actOnRun(ada, id, { action: 'cancel' })
    expect((await commentsOf(ada, pairId)).comments).toMatchObject([{ text: 'Here.', resolved: null }])
    await addComment(ben, pairId, { text: 'In time.' })
  })

  it('that come while their pair is deleted are told that it is not there', async () => {
    const { pairId } = await freshPair()
    const late = await db().$transaction(async (tx) => {
      await tx.pair.delete({ where: { id: pairId } })
      const comment = addComment(ben, pairId, { text: 'Late.' }).catch((error: unknown) => error)
      await somebodyWaits()
      return { comment }
    })
    expect(await late.comment).toMatchObject({ code: 'not_found' })
  })

  it('of others are hidden from who decides the pair blind, until they have decided it; how many there are is told', async () => {
    const styles = ['Be calm.', 'Sound like a miller.'].map((text) => ({ rawType: 'Desired_Writing_Style', text }))
    const { datasetId, pairId } = await freshPair(styles)
    await db().dataset.update({ where: { id: datasetId }, data: { policy: reviewPolicy.parse({ overlap: 2 }) } })
    const theirs = await addComment(ada, pairId, { text: 'Reject it, @Ben.' })
    const mine = await addComment(ben, pairId, { text: 'Is it vacuous?' })
    await addComment(ada, pairId, { text: 'It is.', threadId: mine.id })
    const seenByBen = async () => {
      const { comments, hidden } = await commentsOf(ben, pairId)
      return [comments.map(({ text }) => text), hidden]
    }
    const toldBen = async () => (await mentionsOf(ben)).mentions.find(({ comment }) => comment.id === theirs.id)
    expect(await seenByBen()).toEqual([['Is it vacuous?'], 2])
    expect(await toldBen()).toMatchObject({ hidden: true, comment: { text: '', author: 'Ada' } })
    await expect(resolveThread(ben, theirs.id, true)).rejects.toMatchObject({ code: 'not_found' })
    expect((await commentsOf({ ...ada, role: 'owner' }, pairId)).comments).toHaveLength(3)

    for (const { id, version } of (await pairView(pairId, ben)).constraints) {
      expect(await seenByBen()).toEqual([['Is it vacuous?'], 2])
      await decide(ben, [{ id: randomUUID(), constraintId: id, kind: 'reject', seenVersion: version }])
    }
    expect(await seenByBen()).toEqual([['Reject it, @Ben.', 'Is it vacuous?', 'It is.'], 0])
    expect(await toldBen()).toMatchObject({ hidden: false, comment: { text: 'Reject it, @Ben.' } })
  })

  it.each([0, 1])('of others are hidden until the refined instruction is decided too, beside %i constraints', async (count) => {
    const { datasetId, pairId } = await freshPair([{ rawType: 'Desired_Writing_Style', text: 'Be calm.' }].slice(0, count))
    await db().dataset.update({ where: { id: datasetId }, data: { policy: reviewPolicy.parse({ overlap: 2 }) } })
    await db().variant.create({ data: { id: randomUUID(), datasetId, pairId, kind: 'refined', text: 'Describe an old mill.', origin: 'llm', fingerprint: '1'.repeat(32) } })
    await addComment(ada, pairId, { text: 'It loses the mill.' })
    const hidden = async () => (await commentsOf(ben, pairId)).hidden
    const act = async (constraintId: string, kind: 'reject' | 'skip', seenVersion: number) => expect(await decide(ben, [{ id: randomUUID(), constraintId, kind, seenVersion }])).toMatchObject([{ outcome: 'applied' }])
    const { constraints, refinement } = await pairView(pairId, ben)
    expect(constraints).toHaveLength(count)
    for (const { id, version } of constraints) await act(id, 'reject', version)
    expect(await hidden()).toBe(1)
    await act(refinement?.id ?? '', 'skip', 0)
    expect(await hidden()).toBe(1)
    await act(refinement?.id ?? '', 'reject', 1)
    expect(await hidden()).toBe(0)
    expect((await commentsOf({ ...ada, role: 'owner' }, pairId)).comments).toHaveLength(1)
  })

  it('go with their dataset', async () => {
    const { datasetId, pairId } = await freshPair()
    const { id } = await addComment(ada, pairId, { text: '@Ben' })
    await deleteDataset(ada, datasetId)
    expect((await mentionsOf(ben)).mentions.filter(({ comment }) => comment.id === id)).toEqual([])
  })
})

it('offers the names of all people', async () => {
  expect(await people()).toMatchObject([{ id: 'ada', name: 'Ada' }, { id: 'ben', name: 'Ben' }])
})
