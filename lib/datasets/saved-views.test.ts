import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { countPairs } from '#lib/datasets/browse.ts'
import { savedViewInput } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { forReader } from '#lib/datasets/seen-filter.ts'
import { createView, deleteView, listViews, updateView } from '#lib/datasets/saved-views.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'

const people: [Actor, Actor] = [
  { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' },
  { id: 'bob', name: 'Bob', email: 'bob@example.org', role: 'reviewer' },
]
const [ada, bob] = people
ownDatabase()
let datasetId: string

beforeAll(async () => {
  for (const { id, name, email } of people) await db().user.create({ data: { id, name, email } })
  datasetId = (await createDataset(null, { name: 'Viewed' })).id
  const items = Array.from({ length: 6 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `Question ${n}`, response: 'word '.repeat(n + 1), constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  const [first] = await db().constraint.findMany({ where: { datasetId } })
  await decide(ada, [{ id: randomUUID(), constraintId: first?.id ?? '', kind: 'accept', seenVersion: 0 }])
})

it('keeps filters under names, counted for whoever looks', async () => {
  const long = await createView(ada, datasetId, { name: 'Long', filter: { minWords: 4 }, sort: 'longest', columns: [] })
  expect(long).toMatchObject({ datasetId, name: 'Long', filter: { minWords: 4 }, sort: 'longest', createdBy: 'Ada' })
  expect(long.columns).toEqual([])
  await createView(bob, datasetId, { name: 'By me', filter: { reviewer: 'me' }, sort: 'oldest', columns: [] })
  const seen = async (reader: Actor) =>
    Promise.all((await listViews(datasetId)).map(async ({ name, filter }) => [name, (await countPairs(datasetId, forReader(filter, reader))).count]))
  expect(await seen(ada)).toEqual([['By me', 1], ['Long', 3]])
  expect(await seen(bob)).toEqual([['By me', 0], ['Long', 3]])
})

it('renames, changes and deletes, on record, and holds names apart', async () => {
  const view = await createView(ada, datasetId, { name: 'Short', filter: { maxWords: 2 }, sort: 'oldest', columns: [] })
  await expect(createView(bob, datasetId, { name: 'Short', filter: {}, sort: 'oldest', columns: [] })).rejects.toMatchObject({ code: 'conflict' })
  await expect(updateView(bob, view.id, { name: 'Long' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await updateView(bob, view.id, { name: 'Brief' })).toMatchObject({ name: 'Brief', filter: { maxWords: 2 } })
  expect(await updateView(bob, view.id, { filter: { maxWords: 1 } })).toMatchObject({ name: 'Brief', filter: { maxWords: 1 } })
  expect(await updateView(bob, view.id, { columns: ['status', 'words'], sort: 'longest' })).toMatchObject({ filter: { maxWords: 1 }, columns: ['status', 'words'] })
  expect((await listViews(datasetId)).find(({ id }) => id === view.id)).toMatchObject({ columns: ['status', 'words'], sort: 'longest' })
  expect(await updateView(bob, view.id, { name: 'Brief' })).toMatchObject({ columns: ['status', 'words'], sort: 'longest' })
  for (const columns of [['words', 'words'], ['nonsense']]) expect(savedViewInput.safeParse({ name: 'x', filter: {}, columns }).success).toBe(false)
  await deleteView(ada, view.id)
  await expect(deleteView(ada, view.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(updateView(ada, view.id, { name: 'Gone' })).rejects.toMatchObject({ code: 'not_found' })
  const acts = await db().auditEvent.findMany({ where: { targetId: view.id }, orderBy: { id: 'asc' }, select: { action: true, actorName: true } })
  expect(acts.map(({ action, actorName }) => `${actorName} ${action}`)).toEqual(['Ada view.create', ...Array.from({ length: 4 }, () => 'Bob view.update'), 'Ada view.delete'])
})

it('goes with its dataset, and is told of one that is not there', async () => {
  const { id } = await createDataset(null, { name: 'Short-lived' })
  await createView(ada, id, { name: 'All', filter: {}, sort: 'oldest', columns: [] })
  await deleteDataset(ada, id)
  expect(await db().savedView.count({ where: { datasetId: id } })).toBe(0)
  await expect(listViews(id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(createView(ada, id, { name: 'All', filter: {}, sort: 'oldest', columns: [] })).rejects.toMatchObject({ code: 'not_found' })
})
