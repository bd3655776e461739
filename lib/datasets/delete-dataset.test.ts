import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createDataset, datasetExists, getDataset, listDatasets } from '#lib/datasets/datasets.ts'
import { startDeletingDataset } from '#lib/datasets/delete-dataset.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { db } from '#lib/db/client.ts'
import { byNestedLoops } from '#lib/db/plans.fixture.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { ruleBacktranslation } from '#lib/generation/rule-backtranslation.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { lockPairs } from '#lib/review/constraint-rows.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { listRuns, runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { killAtWork, workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()

it('goes away while a worker is in the middle of a shard, and the worker can end it', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Deleted at work' })
  const records = Array.from({ length: 20 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `Say something about ${n}.`, response: `Answer number ${n} goes on for a while. It has two sentences.` }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
  const shard = { firstPairId: pairs[0]?.id ?? '', lastPairId: pairs.at(-1)?.id ?? '' }
  const params = { types: 'all' } as const
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'backtranslate', datasetId, seed: 0, params }))
  await db().runShard.create({ data: { runId, index: 0, size: pairs.length, ...shard } })

  let deletion: Promise<void> | undefined
  const counts = await db().$transaction(
    async (tx) => {
      await tx.runShard.update({ where: { runId_index: { runId, index: 0 } }, data: { status: 'done' } })
      await lockPairs(tx, datasetId, shard.firstPairId, shard.lastPairId)
      deletion = deleteDataset(ada, datasetId)
      await somebodyWaits()
      const context = { runId, workerId: 'test', datasetId, seed: 0, params, signal: new AbortController().signal }
      return ruleBacktranslation.workOn(context, shard, tx)
    },
    { timeout: 30_000 },
  )
  await deletion

  expect(counts.in).toBe(20)
  expect(counts.made?.constraints).toBeGreaterThan(0)
  expect(await datasetExists(datasetId)).toBe(false)
  expect(await db().constraint.count({ where: { datasetId } })).toBe(0)
})

it('goes away in the middle of an import, which ends without an error', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Deleted while it fills' })
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  const lines = Array.from({ length: 5000 }, (_, n) => `${JSON.stringify({ instruction: `Count to ${n}.`, output: `One, two and so on to ${n}.` })}\n`)
  await writeFile(uploadPath(uploadId), lines.join(''))
  const params = { uploadId, fileName: 'numbers.jsonl', mapping: { format: 'alpaca' } }
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params }))
  const importing = executeRun(runId, 'test', new AbortController().signal)
  while ((await db().pair.count({ where: { datasetId } })) === 0) await sleep(5)
  await deleteDataset(ada, datasetId)

  await expect(importing).resolves.toBeUndefined()
  expect(await db().run.count({ where: { id: runId } })).toBe(0)
  expect(await db().pair.count({ where: { datasetId } })).toBe(0)
})

/** A dataset of so many pairs with a constraint each. */
async function datasetOf(name: string, pairs: number): Promise<string> {
  const { id } = await createDataset(null, { name })
  const records = Array.from({ length: pairs }, (_, n) => ({ line: n + 1, record: pairRecord({ instruction: `${name} ${n}`, constraints: [{ rawType: 'Tone_Constraints', text: 'Be kind.' }] }) }))
  for (let at = 0; at < pairs; at += 500) await db().$transaction((tx) => storePairs(tx, { datasetId: id, runId: null, source: 'test', license: null }, records.slice(at, at + 500)))
  return id
}

it('is out of sight at once with its name free, while a worker that is killed in the middle is followed by another', async () => {
  const datasetId = await datasetOf('Great', 3000)
  const other = await createRun(db(), null, { kind: 'verify', datasetId, seed: 0, params: {} })
  const run = await startDeletingDataset(ada, datasetId)
  expect(run).toMatchObject({ kind: 'delete', datasetId: null, datasetName: 'Great', total: 3000 })
  expect(await datasetExists(datasetId)).toBe(false)
  await expect(getDataset(datasetId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(startDeletingDataset(ada, datasetId)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listDatasets()).map(({ id }) => id)).not.toContain(datasetId)
  expect((await listRuns(ada, { limit: 100 })).runs.map(({ id }) => id)).not.toContain(other)
  expect(await runView(other)).toMatchObject({ status: 'cancelled' })
  await expect(createRun(db(), null, { kind: 'verify', datasetId, seed: 0, params: {} })).rejects.toMatchObject({ code: 'not_found' })
  const namesake = await createDataset(null, { name: 'Great' })

  const gone = await killAtWork(run.id)
  expect(gone).toBeLessThan(3000)
  const left = await db().pair.count({ where: { datasetId } })
  expect(left).toBe(3000 - gone)
  await expect(actOnRun(ada, run.id, { action: 'cancel' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(actOnRun(ada, run.id, { action: 'pause' })).rejects.toMatchObject({ code: 'conflict' })
  // One that failed and is taken up again waits in the queue, and cannot come back either.
  await db().run.update({ where: { id: run.id }, data: { status: 'failed' } })
  await actOnRun(ada, run.id, { action: 'retry' })
  await expect(actOnRun(ada, run.id, { action: 'cancel' })).rejects.toMatchObject({ code: 'conflict' })
  await workOn(run.id)
  expect(await runView(run.id)).toMatchObject({ status: 'done', progress: 3000, counts: { in: 3000, out: 3000, dropped: {} } })
  expect(await db().dataset.count({ where: { id: datasetId } })).toBe(0)
  expect(await db().constraint.count({ where: { datasetId } })).toBe(0)
  expect(await getDataset(namesake.id)).toMatchObject({ name: 'Great', pairs: 0 })
})

it('goes piece by piece however Postgres plans to find the pieces', async () => {
  const datasetId = await datasetOf('In pieces', 600)
  const run = await startDeletingDataset(ada, datasetId)
  await db().$executeRawUnsafe(`CREATE TABLE pieces (progress bigint); CREATE FUNCTION note_piece() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO pieces VALUES (NEW.progress); RETURN NEW; END $$`)
  await db().$executeRawUnsafe(`CREATE TRIGGER noted AFTER UPDATE OF progress ON "Run" FOR EACH ROW EXECUTE FUNCTION note_piece()`)
  await byNestedLoops(() => workOn(run.id))
  const pieces = await db().$queryRaw<{ progress: bigint }[]>`SELECT DISTINCT progress FROM pieces ORDER BY 1`
  expect(pieces.map(({ progress }) => Number(progress))).toEqual([250, 500, 600])
  await db().$executeRawUnsafe('DROP FUNCTION note_piece CASCADE')
})

it('comes back whole when its deletion is cancelled before a worker has begun, unless its name is taken by then', async () => {
  const datasetId = await datasetOf('Kept', 3)
  const { id: runId } = await startDeletingDataset(ada, datasetId)
  const namesake = await createDataset(null, { name: 'kept' })
  await expect(actOnRun(ada, runId, { action: 'cancel' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await runView(runId)).toMatchObject({ status: 'queued' })
  await deleteDataset(ada, namesake.id)
  await actOnRun(ada, runId, { action: 'cancel' })
  await workOn(runId)
  expect(await getDataset(datasetId)).toMatchObject({ name: 'Kept', pairs: 3, constraints: 3 })
  await expect(actOnRun(ada, runId, { action: 'retry' })).rejects.toMatchObject({ code: 'conflict' })
})
