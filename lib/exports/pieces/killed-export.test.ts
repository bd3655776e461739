import { randomUUID } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf, exportedHashes } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { asWriterOfIndex } from '#lib/exports/holding/unfinished-indexes.ts'
import { sweepUnfinishedExports } from '#lib/exports/sweep-unfinished.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { killAtWork, workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()

const pairs = 4000
const recipe = { format: 'sft-messages' as const, fileType: 'parquet' as const, validation: 0.1 }
let datasetId: string

beforeAll(async () => {
  datasetId = await accepted(Array.from({ length: pairs }, (_, n) => ({ instruction: `Task ${n % 3900}`, response: `Answer ${n} ${'goes on '.repeat(20 + (n % 20))}${'x'.repeat(500)}` })))
  // As of responses so long that an export of them has many pieces.
  await db().pair.updateMany({ where: { datasetId }, data: { responseWords: 60_000 } })
})
afterAll(() => void delete process.env.PINCER_EXPORT_THREADS)

/** Transactions of clients that are open in this test's database, but for the one that asks. */
async function openTransactions(): Promise<number> {
  const rows = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`
  return rows[0]?.n ?? -1
}

it('is made whole after its worker and all its threads are killed in the middle, and nothing stays of the first attempt', async () => {
  const whole = await exportedHashes((await exportOf(datasetId, recipe)).runId)
  const before = await readdir(exportsRoot())
  process.env.PINCER_EXPORT_THREADS = '3'
  const { id } = await startRun(ada, { kind: 'export', datasetId, seed: 1, params: exportParams.parse(recipe) })
  const done = await killAtWork(id)
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(pairs)
  expect((await runView(id)).status).toBe('running')
  const left = (await readdir(exportsRoot())).filter((name) => !before.includes(name))
  expect(left.every((name) => name.startsWith(`${id}.`) && name.includes('.unfinished'))).toBe(true)
  expect(left.length).toBeGreaterThan(0)
  await expect.poll(openTransactions).toBe(0)

  await workOn(id)
  expect(await runView(id)).toMatchObject({ status: 'done', error: null, counts: { in: pairs, out: pairs } })
  expect(await exportedHashes(id)).toEqual(whole)
  expect(await readdir(exportsRoot())).toEqual([...before, id, `${id}.dropped`, `${id}.rows`].toSorted())
  expect(await openTransactions()).toBe(0)
}, 180_000)

it('leaves nothing of itself where it is cancelled after its worker was killed', async () => {
  const before = await readdir(exportsRoot())
  process.env.PINCER_EXPORT_THREADS = '0'
  const { id } = await startRun(ada, { kind: 'export', datasetId, seed: 2, params: exportParams.parse(recipe) })
  await killAtWork(id)
  expect((await readdir(exportsRoot())).filter((name) => name.startsWith(`${id}.`))).not.toEqual([])
  expect(await sweepUnfinishedExports(), 'it may be taken up again').toBe(0)
  await actOnRun(ada, id, { action: 'cancel' })
  // As the queue does once it takes the worker for dead.
  await workOn(id)
  expect(await runView(id)).toMatchObject({ status: 'cancelled' })
  expect(await readdir(exportsRoot())).toEqual(before)
}, 180_000)

it('is swept once its run is gone, and nothing else is', async () => {
  const before = await readdir(exportsRoot())
  const runId = randomUUID()
  for (const name of [`${runId}.0a1b2c3d.unfinished`, `${runId}.0a1b2c3d.unfinished.4e5f6a7b.removed`]) await mkdir(join(exportsRoot(), name))
  await writeFile(join(exportsRoot(), `${runId}.0a1b2c3d.unfinished.rows`), '')
  await writeFile(join(exportsRoot(), `${runId}.0a1b2c3d.unfinished.dropped`), '')
  const { runId: done } = await exportOf(datasetId, recipe)
  await writeFile(join(exportsRoot(), `${done}.0a1b2c3d.unfinished.rows`), 'an index that is written anew')
  await asWriterOfIndex(done, async () => {
    expect(await sweepUnfinishedExports()).toBe(4)
    expect(await readdir(exportsRoot())).toEqual([...before, done, `${done}.0a1b2c3d.unfinished.rows`, `${done}.dropped`, `${done}.rows`].toSorted())
  })
  // Whoever wrote it is gone, as who made a folder beside a published one.
  await mkdir(join(exportsRoot(), `${done}.5c6d7e8f.unfinished`))
  await writeFile(join(exportsRoot(), `${done}.5c6d7e8f.unfinished.rows`), '')
  expect(await sweepUnfinishedExports()).toBe(3)
  expect(await readdir(exportsRoot())).toEqual([...before, done, `${done}.dropped`, `${done}.rows`].toSorted())
}, 180_000)
