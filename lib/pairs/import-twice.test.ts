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

test('what two workers import at once is imported, and counted, once', async () => {
  const { id: datasetId } = await createDataset(null, { name: 'Twice', license: 'CC0-1.0' })
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await writeFile(uploadPath(uploadId), Array.from({ length: 20 }, (_, n) => `${JSON.stringify({ instruction: `Say ${n}.`, input: '', output: `This is ${n}.` })}\n`).join(''))
  const params = { uploadId, fileName: 'pairs.jsonl', mapping: { format: 'alpaca' } }
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params }))
  const working = await lendConnection(async (client) => {
    // Both are about to write the same batch.
    await client.query('BEGIN; LOCK TABLE "Pair" IN SHARE MODE')
    const both = ['silent', 'second'].map((workerId) => executeRun(runId, workerId, new AbortController().signal))
    await expect.poll(waiting).toBe(2)
    await client.query('COMMIT')
    return both
  })
  await Promise.all(working)
  expect(await runView(runId)).toMatchObject({ status: 'done', error: null, counts: { in: 20, out: 20 } })
  expect(await db().pair.count({ where: { datasetId } })).toBe(20)
})
