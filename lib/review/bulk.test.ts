import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { batchView, listBatches, previewBulk, startBulk, undoBulk } from '#lib/review/bulk.ts'
import { bulkInput, type BulkChoice } from '#lib/review/bulk-contract.ts'
import { decide } from '#lib/review/decide.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { killAtWork, workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()
let datasetId: string

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'In bulk' })).id
  // 240 pairs, of which every third has too many words for its constraint.
  const items = Array.from({ length: 240 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'word '.repeat(n % 3 === 0 ? 30 : 10),
      source: n < 200 ? 'old' : 'new',
      constraints: [{ rawType: 'Digit', text: 'Use at most 20 words.' }, { rawType: 'Tone_Constraints', text: 'Be kind.' }],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

/** Does the worker's part. */
const worked = async (batchId: string) => workOn((await batchView(ada, batchId)).runId)
const ofWords = (which: BulkChoice['which']): BulkChoice => ({ filter: { source: 'old' }, type: 'length.words', which })
const statuses = async () => Object.fromEntries((await db().constraint.groupBy({ by: ['status'], where: { datasetId, type: 'length.words' }, _count: true })).map((row) => [row.status, row._count]))
const statesOfAll = () => db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, status: true, text: true, outcome: true } })

it('shows how many there are, with ten of them', async () => {
  const proven = await previewBulk(ada, datasetId, ofWords('proven'))
  expect(proven.count).toBe(133)
  expect(proven.sample).toHaveLength(10)
  for (const { text, outcome } of proven.sample) expect([text, outcome]).toEqual(['Use at most 20 words.', 'pass'])
  expect((await previewBulk(ada, datasetId, ofWords('refuted'))).count).toBe(67)
  expect((await previewBulk(ada, datasetId, ofWords('undecided'))).count).toBe(200)
  expect((await previewBulk(ada, datasetId, { ...ofWords('undecided'), filter: { source: 'old', outcome: 'fail' } })).count).toBe(67)
  expect((await previewBulk(ada, datasetId, { filter: {}, type: 'style.tone', which: 'proven' })).count).toBe(0)
})

it('decides all that were looked at, skips what somebody decided meanwhile, and takes the rest back at once', async () => {
  const before = await statesOfAll()
  const batch = await startBulk(ada, datasetId, { ...ofWords('refuted'), kind: 'reject', reason: 'false', expected: 67 })
  expect(batch).toMatchObject({ status: 'working', applied: 0 })
  // Decided by hand before its turn: the batch leaves it.
  const late = await db().decisionBatchItem.findFirstOrThrow({ where: { batchId: batch.id }, orderBy: { constraintId: 'desc' } })
  const [byHand] = await decide(ada, [{ id: randomUUID(), constraintId: late.constraintId, kind: 'flag', seenVersion: 0 }])
  await worked(batch.id)
  expect(byHand?.outcome).toBe('applied')
  const stale = 1
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'done', total: 67, applied: 67 - stale, stale, refused: 0, restored: 0, left: 0 })
  expect(await statuses()).toEqual({ pending: 173, rejected: 67 - stale, flagged: 1 })
  expect(await db().decision.count({ where: { datasetId, kind: 'reject', reason: 'false', reviewerId: 'ada' } })).toBe(67 - stale)
  expect(await db().pair.count({ where: { datasetId, status: 'in_review' } })).toBe(67)

  const touched = await db().constraint.findFirstOrThrow({ where: { datasetId, status: 'rejected' } })
  await decide(ada, [{ id: randomUUID(), constraintId: touched.id, kind: 'skip', seenVersion: touched.version }])
  await undoBulk(ada, batch.id)
  await worked(batch.id)
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'undone', restored: 66 - stale, left: 1 })
  const after = await statesOfAll()
  const changed = after.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]))
  expect(changed.map(({ status }) => status).toSorted()).toEqual(['flagged', 'skipped'])
  expect(await listBatches(ada, datasetId)).toHaveLength(1)
  const acts = await db().auditEvent.findMany({ where: { targetId: batch.id }, orderBy: { id: 'asc' }, select: { action: true, actorId: true } })
  expect(acts).toEqual([{ action: 'batch.decide', actorId: 'ada' }, { action: 'batch.undo', actorId: 'ada' }])
})

it('skips what was decided before its turn, and goes on after an interruption without deciding twice', async () => {
  const batch = await startBulk(ada, datasetId, { ...ofWords('proven'), kind: 'accept', expected: 133 })
  await worked(batch.id)
  await undoBulk(ada, batch.id)
  await worked(batch.id)
  // As a crash leaves it that comes after the decisions and before they are ticked off.
  const second = await startBulk(ada, datasetId, { ...ofWords('proven'), kind: 'accept', expected: 133 })
  await worked(second.id)
  const decided = await db().decision.count({ where: { datasetId } })
  const [one] = await db().decisionBatchItem.findMany({ where: { batchId: second.id }, take: 1 })
  await db().decisionBatchItem.updateMany({ where: { batchId: second.id }, data: { outcome: null } })
  await db().decisionBatch.update({ where: { id: second.id }, data: { status: 'working' } })
  await db().run.updateMany({ where: { id: second.runId ?? '' }, data: { status: 'running', progress: 0, counts: {} } })
  // And one that never was decided by the batch, but by somebody else.
  await db().decisionBatchItem.updateMany({ where: { batchId: second.id, constraintId: one?.constraintId ?? '' }, data: { decisionId: randomUUID() } })
  await worked(second.id)
  expect(await batchView(ada, second.id)).toMatchObject({ status: 'done', applied: 132, stale: 1 })
  expect(await db().decision.count({ where: { datasetId } })).toBe(decided)
})

it('refuses what has changed since it was looked at, and what makes no sense', async () => {
  const batches = await db().decisionBatch.count()
  await expect(startBulk(ada, datasetId, { ...ofWords('refuted'), kind: 'reject', reason: 'false', expected: 3 })).rejects.toMatchObject({ code: 'conflict' })
  expect(await db().decisionBatch.count()).toBe(batches)
  await expect(undoBulk(ada, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  expect(bulkInput.safeParse({ ...ofWords('refuted'), kind: 'accept', expected: 1 }).success).toBe(false)
  expect(bulkInput.safeParse({ ...ofWords('proven'), kind: 'reject', expected: 1 }).success).toBe(false)
})

it('stops when it is cancelled, keeps what it has done, goes on when asked, and is taken back whole from the middle', async () => {
  const before = await statesOfAll()
  const tones = { filter: {}, type: 'style.tone', which: 'undecided' } as const
  const batch = await startBulk(ada, datasetId, { ...tones, kind: 'accept', expected: 240 })
  const runId = batch.runId ?? ''
  // Held at the fourth chunk, in the order of constraints, however late the test comes to cancel it.
  const [late] = await db().constraint.findMany({ where: { datasetId, type: 'style.tone' }, orderBy: { id: 'asc' }, skip: 199, take: 1 })
  const { promise: cancelled, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: held, resolve: hold } = Promise.withResolvers<void>()
  const holding = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Constraint" WHERE id = ${late?.id}::uuid FOR UPDATE`
    hold()
    await cancelled
  }, { timeout: 300_000 })
  await held
  const working = workOn(runId)
  await expect.poll(async () => (await runView(runId)).progress).toBe(150)
  await actOnRun(ada, runId, { action: 'cancel' })
  goOn()
  await Promise.all([holding, working])
  const stopped = await batchView(ada, batch.id)
  expect(stopped.status).toBe('stopped')
  expect(stopped.applied).toBeGreaterThan(0)
  expect(stopped.applied).toBeLessThan(240)
  expect(await db().constraint.count({ where: { datasetId, type: 'style.tone', status: 'accepted' } })).toBe(stopped.applied)

  await actOnRun(ada, runId, { action: 'retry' })
  await expect(undoBulk(ada, batch.id)).rejects.toMatchObject({ code: 'conflict' })
  await actOnRun(ada, runId, { action: 'cancel' })
  await undoBulk(ada, batch.id)
  await worked(batch.id)
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'undone', applied: stopped.applied, restored: stopped.applied, left: 0 })
  expect(await statesOfAll()).toEqual(before)
  // The run that decided it has nothing to go on with.
  await actOnRun(ada, runId, { action: 'retry' })
  await workOn(runId)
  expect(await runView(runId)).toMatchObject({ status: 'failed', error: 'Another run has taken this batch up since.' })
  expect(await statesOfAll()).toEqual(before)
})

it('is taken up where it was when its worker is killed in the middle, deciding and taking back', async () => {
  const before = await statesOfAll()
  const tones = { filter: {}, type: 'style.tone', which: 'undecided' } as const
  for (const undo of [false, true]) {
    const { id, runId } = undo ? await undoBulk(ada, (await listBatches(ada, datasetId))[0]?.id ?? '') : await startBulk(ada, datasetId, { ...tones, kind: 'accept', expected: 240 })
    const done = await killAtWork(runId ?? '')
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(240)
    await workOn(runId)
    expect(await runView(runId ?? '')).toMatchObject({ status: 'done', progress: 240, total: 240, counts: { in: 240, out: 240, dropped: {} } })
    expect(await batchView(ada, id)).toMatchObject({ status: undo ? 'undone' : 'done', applied: 240, stale: 0, refused: 0, restored: undo ? 240 : 0, left: 0 })
    const constraints = await db().constraint.findMany({ where: { datasetId, type: 'style.tone' }, select: { status: true } })
    expect(new Set(constraints.map(({ status }) => status))).toEqual(new Set([undo ? 'pending' : 'accepted']))
  }
  expect(await statesOfAll()).toEqual(before)
  const [batch] = await listBatches(ada, datasetId)
  const items = await db().decisionBatchItem.findMany({ where: { batchId: batch?.id ?? '' }, select: { decisionId: true, undoId: true } })
  expect(await db().decision.count({ where: { id: { in: items.flatMap(({ decisionId, undoId }) => [decisionId, undoId]) } } })).toBe(480)
})

it('of 1,000 constraints, taken back, leaves constraints, the pairs’ counters and the tallies as they were', async () => {
  const { id } = await createDataset(null, { name: 'A thousand in bulk' })
  const items = Array.from({ length: 500 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n} of many`,
      response: `${'word '.repeat(n % 5 === 0 ? 30 : 10)}ends.`,
      constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }, { rawType: 'Tone_Constraints', text: 'Sound calm.' }, { rawType: 'Digit', text: 'Use at most 20 words.' }],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'x', license: null }, items))
  const before = await rowsOf(id)
  const batch = await startBulk(ada, id, { filter: {}, type: 'style.tone', which: 'undecided', kind: 'accept', expected: 1000 })
  await worked(batch.id)
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'done', applied: 1000 })
  expect((await rowsOf(id)).tallies).not.toEqual(before.tallies)
  await undoBulk(ada, batch.id)
  await worked(batch.id)
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'undone', restored: 1000, left: 0 })
  const after = await rowsOf(id)
  expect(after.tallies).toEqual(before.tallies)
  expect(after.pairs).toEqual(before.pairs)
  // A version counts what was decided, and taken back.
  expect(after.constraints).toEqual(before.constraints.map((row) => ({ ...row, version: row.type === 'style.tone' ? row.version + 2 : row.version })))
})

/** All columns of a dataset's constraints and pairs, and the sums of its tallies but for those of decisions, which are only ever added to. */
async function rowsOf(id: string) {
  const where = { datasetId: id }
  const [constraints, pairs, tallies] = await Promise.all([
    db().constraint.findMany({ where, orderBy: { id: 'asc' } }),
    db().pair.findMany({ where, orderBy: { id: 'asc' } }),
    db().$queryRaw<{ of: string; key: string[]; n: number }[]>`
      SELECT "of", "key", sum(n)::int AS n FROM "Tally" WHERE "datasetId" = ${id}::uuid AND "of" <> 'decision' GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2`,
  ])
  return { constraints, pairs, tallies }
}

it('is never told as stopped by who looks at the moment of its end', async () => {
  const [batch] = await listBatches(ada, datasetId)
  const [id, runId] = [batch?.id ?? '', batch?.runId ?? '']
  let ends = 0
  const end = async (): Promise<void> => {
    for (; ends < 100; ends++) {
      const ended = ends % 2 === 1
      await db().$transaction([
        db().run.update({ where: { id: runId }, data: { status: ended ? 'done' : 'running' } }),
        db().decisionBatch.update({ where: { id }, data: { status: ended ? 'done' : 'working' } }),
      ])
    }
  }
  const seen = new Set<string>()
  const look = async (): Promise<void> => {
    while (ends < 100) seen.add((await batchView(ada, id)).status)
  }
  await Promise.all([end(), ...Array.from({ length: 4 }, look)])
  expect([...seen]).toContain('working')
  expect([...seen]).not.toContain('stopped')
})
