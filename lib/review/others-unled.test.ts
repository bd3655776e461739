import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewRemoval } from '#lib/datasets/remove-pairs.ts'
import { db } from '#lib/db/client.ts'
import { batchView, listBatches, startBulk, undoBulk } from '#lib/review/bulk.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, ben, cid, lead, people, storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { pairHistory } from '#lib/review/pair-history.ts'
import { savePolicy } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { listRuns, runView } from '#lib/runs/run-view.ts'
import { watchRun } from '#lib/runs/watch-run.ts'
import { workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()
let datasetId: string
let pairIds: string[]

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ...people] })
  datasetId = (await createDataset(null, { name: 'Each alone' })).id
  pairIds = await storeHarbours(datasetId, [[voice], [voice], [voice]])
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 2 }))
})

const notFound = { code: 'not_found' }

it('tells nobody but the leads of the batches of others, where several decide a pair by themselves', async () => {
  const { type } = await db().constraint.findFirstOrThrow({ where: { datasetId } })
  const batch = await startBulk(ben, datasetId, { filter: {}, type, which: 'undecided', kind: 'reject', reason: 'false', expected: 3 })
  const runId = batch.runId ?? ''
  await workOn(runId)
  const sees = async (reader: typeof lead) => [
    (await listBatches(reader, datasetId)).length,
    (await listRuns(reader, { kind: 'decide', limit: 10 })).runs.length,
    (await listRuns(reader, { datasetId, kind: 'decide', limit: 10 })).runs.length,
  ]
  expect(await sees(ada)).toEqual([0, 0, 0])
  expect(await sees(ben)).toEqual([1, 1, 1])
  expect(await sees(lead)).toEqual([1, 1, 1])
  expect((await listRuns(ada, { datasetId, limit: 10 })).runs.map(({ kind }) => kind)).toEqual(['settle'])
  await expect(batchView(ada, batch.id)).rejects.toMatchObject(notFound)
  await expect(runView(runId, ada)).rejects.toMatchObject(notFound)
  await expect(watchRun(ada, runId, 0, new AbortController().signal)).rejects.toMatchObject(notFound)
  await expect(actOnRun(ada, runId, { action: 'cancel' })).rejects.toMatchObject(notFound)
  await expect(undoBulk(ada, batch.id)).rejects.toMatchObject(notFound)
  expect(await batchView(ben, batch.id)).toMatchObject({ status: 'done', applied: 3 })
  expect(await runView(runId, ben)).toMatchObject({ status: 'done' })
})

it('leaves the undo of a batch to whose it is, where several decide a pair', async () => {
  const [batch] = await listBatches(ben, datasetId)
  const id = batch?.id ?? ''
  await expect(undoBulk(lead, id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await batchView(ben, id)).toMatchObject({ status: 'done', mayUndo: true })
  expect(await batchView(lead, id)).toMatchObject({ mayUndo: false })
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 2, blind: false }))
  expect(await listBatches(ada, datasetId)).toHaveLength(1)
  await expect(undoBulk(ada, id)).rejects.toMatchObject({ code: 'forbidden' })
  await workOn((await undoBulk(ben, id)).runId)
  expect(await batchView(ben, id)).toMatchObject({ status: 'undone', restored: 3, left: 0 })
})

it('counts no hidden decision of others among what goes with a pair', async () => {
  const [pairId = ''] = pairIds
  const { id: constraintId } = await db().constraint.findFirstOrThrow({ where: { pairId } })
  const counted = async (reader: typeof lead) => [(await previewRemoval(reader, datasetId, { ids: pairId })).decisions, (await pairHistory(reader, pairId)).goes.decisions]
  await decide(ben, [{ id: randomUUID(), constraintId, kind: 'reject', reason: 'false', seenVersion: 0 }])
  expect(await db().decision.count({ where: { pairId, track: ben.id } })).toBeGreaterThan(0)
  expect(await counted(ada)).toEqual([0, 0])
  expect((await counted(ben)).every((n) => n > 0)).toBe(true)
  // The owner too is told when enough have decided, and no earlier.
  expect(await counted(lead)).toEqual([0, 0])
})

it('tells everybody of what each decided, when enough of them have', async () => {
  const { id: own } = await createDataset(null, { name: 'Decided by two' })
  const [pairId = ''] = await storeHarbours(own, [[voice]])
  await savePolicy(lead, own, reviewPolicy.parse({ overlap: 2 }))
  const { id: constraintId } = await db().constraint.findFirstOrThrow({ where: { pairId } })
  for (const who of [ada, ben]) await decide(who, [{ id: randomUUID(), constraintId, kind: 'reject', reason: 'vague', seenVersion: 0 }])
  expect((await db().constraint.findUniqueOrThrow({ where: { id: constraintId } })).status).not.toBe('pending')
  const all = await db().decision.count({ where: { pairId } })
  for (const reader of [ada, ben, cid, lead]) {
    const { events, goes } = await pairHistory(reader, pairId)
    const told = events.flatMap((event) => (event.kind === 'decision' ? [event.by] : []))
    expect(told).toHaveLength(all)
    expect(told).toEqual(expect.arrayContaining([ada.name, ben.name]))
    expect([goes.decisions, (await previewRemoval(reader, own, { ids: pairId })).decisions]).toEqual([all, all])
  }
})
