import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { lendConnection } from '#lib/db/lend.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

/** How many statements wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await pool().query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
  return rows.length
}

/** An import of so many records, to be worked on. */
async function importOf(records: number): Promise<{ datasetId: string; runId: string }> {
  const { id: datasetId } = await createDataset(null, { name: `Twice ${randomUUID()}`, license: 'CC0-1.0' })
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await writeFile(uploadPath(uploadId), Array.from({ length: records }, (_, n) => `${JSON.stringify({ instruction: `Say ${n}.`, input: '', output: `This is ${n}.` })}\n`).join(''))
  const params = { uploadId, fileName: 'pairs.jsonl', mapping: { format: 'alpaca' } }
  return { datasetId, runId: await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params })) }
}

/** Has two workers at an import, both of which are about to write the same batch; then does what is said, and lets them write. */
async function twoAt(runId: string, before: (first: AbortController) => void = () => {}): Promise<void> {
  const first = new AbortController()
  const working = await lendConnection(async (client) => {
    await client.query('BEGIN; LOCK TABLE "Pair" IN SHARE MODE')
    const both: Promise<void>[] = []
    for (const [workerId, { signal }] of [['first', first], ['second', new AbortController()]] as const) {
      both.push(executeRun(runId, workerId, signal))
      await expect.poll(waiting).toBe(both.length)
    }
    before(first)
    await client.query('COMMIT')
    return both
  })
  await Promise.all(working)
}

test.each([20, 2500])('%i records that two workers import at once are imported, and counted, once', async (records) => {
  const { datasetId, runId } = await importOf(records)
  await twoAt(runId)
  expect(await runView(runId)).toMatchObject({ status: 'done', error: null, counts: { in: records, out: records } })
  expect(await db().pair.count({ where: { datasetId } })).toBe(records)
})

test('an import goes on where one that stops has just written the next batch', async () => {
  const { datasetId, runId } = await importOf(2500)
  await twoAt(runId, (first) => first.abort())
  expect(await runView(runId)).toMatchObject({ status: 'done', error: null, counts: { in: 2500, out: 2500 } })
  expect(await db().pair.count({ where: { datasetId } })).toBe(2500)
})
