import { expect, it } from 'vitest'
import { getDataset, createDataset } from '#lib/datasets/datasets.ts'
import { previewRemoval, startRemoval } from '#lib/datasets/remove-pairs.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { killAtWork, workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()

async function datasetOf(name: string, pairs: number): Promise<string> {
  const { id } = await createDataset(null, { name })
  const records = Array.from({ length: pairs }, (_, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `${name} ${n}`, source: n % 4 === 0 ? 'keep' : 'go', constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  }))
  for (let at = 0; at < pairs; at += 500) await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'test', license: null }, records.slice(at, at + 500)))
  return id
}

it('says what would go, and deletes just that, whoever kills its worker', async () => {
  const datasetId = await datasetOf('Many', 2000)
  const one = await db().constraint.findFirstOrThrow({ where: { datasetId, pair: { source: 'go' } } })
  await decide(ada, [{ id: crypto.randomUUID(), constraintId: one.id, kind: 'accept', seenVersion: 0 }])
  const filter = { source: 'go' }
  expect(await previewRemoval(ada, datasetId, filter)).toEqual({ pairs: 1500, constraints: 1500, decisions: 1, exports: 0 })
  const run = await startRemoval(ada, datasetId, { filter, expected: 1500 })
  const gone = await killAtWork(run.id)
  expect(gone).toBeLessThan(1500)
  expect(await db().pair.count({ where: { datasetId } })).toBe(2000 - gone)
  await workOn(run.id)
  expect(await runView(run.id)).toMatchObject({ status: 'done', progress: 1500, total: 1500, counts: { in: 1500, out: 1500, dropped: {} } })
  expect(await db().pair.groupBy({ by: ['source'], where: { datasetId }, _count: true })).toEqual([{ source: 'keep', _count: 500 }])
  expect(await getDataset(datasetId)).toMatchObject({ pairs: 500, constraints: 500 })
})

it('deletes nothing where there are others by their number than were looked at', async () => {
  const datasetId = await datasetOf('Changed', 8)
  const run = await startRemoval(ada, datasetId, { filter: { source: 'go' }, expected: 5 })
  await workOn(run.id)
  expect(await runView(run.id)).toMatchObject({ status: 'failed', progress: 0 })
  expect(await db().pair.count({ where: { datasetId } })).toBe(8)
})

it('keeps what is left when it is cancelled, and goes on where it was', async () => {
  const datasetId = await datasetOf('Cancelled', 8)
  const run = await startRemoval(ada, datasetId, { filter: { source: 'go' }, expected: 6 })
  await actOnRun(ada, run.id, { action: 'cancel' })
  await workOn(run.id)
  expect(await db().pair.count({ where: { datasetId } })).toBe(8)
  await actOnRun(ada, run.id, { action: 'retry' })
  await workOn(run.id)
  expect(await db().pair.count({ where: { datasetId } })).toBe(2)
})

it('gives near-duplicates of a deleted pair another first one', async () => {
  const datasetId = await datasetOf('Alike', 4)
  const [first, second, third, fourth] = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  await db().pair.updateMany({ where: { id: { in: [second ?? '', third ?? '', fourth ?? ''] } }, data: { nearDuplicateOfId: first ?? '' } })
  const run = await startRemoval(ada, datasetId, { filter: { ids: [first, second].join() }, expected: 2 })
  await workOn(run.id)
  const left = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, nearDuplicateOfId: true } })
  expect(left).toEqual([{ id: third, nearDuplicateOfId: null }, { id: fourth, nearDuplicateOfId: third }])
})
