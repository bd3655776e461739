import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addComment, commentsOf, markRead, mentionsOf, people, resolveThread } from '#lib/comments/comments.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }

beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
})

async function freshPair(): Promise<{ datasetId: string; pairId: string }> {
  const { id: datasetId } = await createDataset(ada, { name: randomUUID() })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record: pairRecord({}) }]))
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  return { datasetId, pairId }
}

describe('comments on a pair', () => {
  it('are threads; the one who is mentioned is told, the writer is not', async () => {
    const { pairId } = await freshPair()
    const first = await addComment(ada, pairId, { text: '@Ben, is this vacuous? @Ada asks.' })
    await addComment(ben, pairId, { text: 'It is not, @ada.', threadId: first.id })
    expect(await commentsOf(pairId)).toMatchObject([
      { threadId: null, author: 'Ada', resolved: null },
      { threadId: first.id, author: 'Ben' },
    ])
    expect(await mentionsOf(ben.id)).toMatchObject({ unread: 1, mentions: [{ comment: { id: first.id }, read: false }] })
    expect(await mentionsOf(ada.id)).toMatchObject({ unread: 1, mentions: [{ comment: { threadId: first.id } }] })
  })

  it('are read by the one who is mentioned and nobody else', async () => {
    const { pairId } = await freshPair()
    const { id } = await addComment(ada, pairId, { text: 'Look, @Ben' })
    const before = (await mentionsOf(ben.id)).unread
    await markRead(ada.id, [id])
    expect((await mentionsOf(ben.id)).unread).toBe(before)
    expect(await markRead(ben.id, [id])).toBe(before - 1)
    expect(await markRead(ben.id, 'all')).toBe(0)
    expect((await mentionsOf(ben.id)).mentions.map(({ read }) => read)).not.toContain(false)
  })

  it('are resolved by thread, and opened by an answer', async () => {
    const { pairId } = await freshPair()
    const first = await addComment(ada, pairId, { text: 'Why?' })
    const answer = await addComment(ben, pairId, { text: 'So.', threadId: first.id })
    expect(await resolveThread(ben, first.id, true)).toMatchObject({ resolved: { by: 'Ben' } })
    await expect(resolveThread(ben, answer.id, true)).rejects.toMatchObject({ code: 'not_found' })
    await addComment(ada, pairId, { text: 'But…', threadId: first.id })
    expect((await commentsOf(pairId))[0]).toMatchObject({ resolved: null })
  })

  it('stay with their pair: no answer to a thread of another one, none without a pair', async () => {
    const [one, other] = [await freshPair(), await freshPair()]
    const thread = await addComment(ada, one.pairId, { text: 'Here.' })
    await expect(addComment(ben, other.pairId, { text: 'There.', threadId: thread.id })).rejects.toMatchObject({ code: 'invalid' })
    await expect(addComment(ben, randomUUID(), { text: 'Nowhere.' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(commentsOf(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('go with their dataset', async () => {
    const { datasetId, pairId } = await freshPair()
    const { id } = await addComment(ada, pairId, { text: '@Ben' })
    await deleteDataset(ada, datasetId)
    expect((await mentionsOf(ben.id)).mentions.filter(({ comment }) => comment.id === id)).toEqual([])
  })
})

it('offers the names of all people', async () => {
  expect(await people()).toMatchObject([{ id: 'ada', name: 'Ada' }, { id: 'ben', name: 'Ben' }])
})
