import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { myPace, teamPace } from '#lib/review/pace/pace-queries.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const owner = { ...ada, role: 'owner' }
let datasetId: string

beforeAll(async () => {
  datasetId = (await createDataset(ada, { name: 'Pace' })).id
  const record = pairRecord({ constraints: Array.from({ length: 5 }, (_, n) => ({ rawType: 'Desired_Writing_Style', text: `Write calmly, in way ${n}.` })) })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { position: 'asc' } })
  const times = [2000, 4000, 600_000, 1000, 3000]
  const batchId = randomUUID()
  await db().decisionBatch.create({ data: { id: batchId, datasetId, asked: {}, total: 1 } })
  for (const [n, { id }] of constraints.entries()) {
    const decisionId = randomUUID()
    await decide(ada, [{ id: decisionId, constraintId: id, kind: n === 1 ? 'reject' : 'accept', seenVersion: 0, elapsedMs: times[n] }])
    if (n === 3) await db().decisionBatchItem.create({ data: { batchId, constraintId: id, seenVersion: 0, decisionId, undoId: randomUUID() } })
  }
})

it('shows everybody their own pace, without pauses and bulk decisions', async () => {
  const { all, days, streak } = await myPace(ada.id, { days: 7, zone: 'Pacific/Auckland' })
  expect(all).toMatchObject({ decisions: 4, idle: 1, medianSeconds: 3.05, rejectRate: { share: 0.25 } })
  expect(days).toMatchObject([{ decisions: 4 }])
  expect(streak).toEqual({ now: 1, longest: 1 })
  expect((await myPace('ben', { days: 7, zone: 'Not/AZone' })).all.decisions).toBe(0)
})

it('shows the owner everybody by name and by type, and a reviewer nobody', async () => {
  const { byPerson, byType } = await teamPace(owner, datasetId, 7)
  expect(byPerson).toMatchObject([{ reviewer: 'Ada', decisions: 4, medianSeconds: 3.05 }])
  expect(byType).toMatchObject([{ decisions: 4 }])
  await expect(teamPace(ada, datasetId, 7)).rejects.toMatchObject({ code: 'forbidden' })
})
