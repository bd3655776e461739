import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, disconnect, pool } from '#lib/db/client.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

const records = 500
const constraintsEach = 2
const there = 5000
let datasetId: string

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Many pairs' })).id
  await pool().query(
    `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
     SELECT gen_random_uuid(), $1, encode(sha256(n::text::bytea), 'hex'), 'made', 'Task ' || n, 'Answer ' || n, 2 FROM generate_series(1, $2::int) n`,
    [datasetId, there],
  )
})

/** Rows of "Pair" that statements have read so far, whole-table scans and index scans together, and rows written. */
async function pairRows(): Promise<{ read: number; scanned: number; inserted: number }> {
  // Connections report what they did when they end.
  await disconnect()
  let last = ''
  for (;;) {
    // Asked for before the numbers: what is gone by then has reported.
    const { rows: others } = await pool().query<{ count: number }>(`SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`)
    const { rows } = await pool().query<{ scanned: number; fetched: number; inserted: number }>(
      `SELECT seq_tup_read::int AS scanned, idx_tup_fetch::int AS fetched, n_tup_ins::int AS inserted FROM pg_stat_user_tables WHERE relname = 'Pair'`,
    )
    const [found] = rows
    const now = JSON.stringify(found)
    if (found && others[0]?.count === 0 && now === last) return { read: found.scanned + found.fetched, scanned: found.scanned, inserted: found.inserted }
    last = now
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A file in Crab's format: each record with constraints, so that rows of other tables are tied to its pair. */
function crabLines(records: number): string {
  const record = (n: number) => ({
    messages: [{ role: 'user', content: `Say something about ${n}.` }, { role: 'assistant', content: `The number ${n} is worth naming, and it is named here in a sentence.` }],
    Aug_instruction: { Additional_Instruction: { Digit: 'Use at most 40 words.', Desired_Writing_Style: 'Write calmly.' } },
  })
  return Array.from({ length: records }, (_, n) => `${JSON.stringify(record(n))}\n`).join('')
}

async function importOnce(records = 500, into = datasetId): Promise<{ in: number; out: number }> {
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await writeFile(uploadPath(uploadId), crabLines(records))
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId: into, seed: 0, params: { uploadId, fileName: 'pairs.jsonl', mapping: { format: 'crab' } } }))
  await executeRun(id, 'test', new AbortController().signal)
  const { status, counts } = await runView(id)
  expect(status).toBe('done')
  return counts
}

it('an import reads no more pairs than it brings, however many the dataset has', async () => {
  const before = await pairRows()
  expect(before.inserted).toBe(there)
  expect(await importOnce()).toMatchObject({ in: records, out: records, made: { constraints: records * constraintsEach } })
  const after = await pairRows()
  expect(after.inserted - before.inserted).toBe(records)
  expect(after.scanned - before.scanned, 'no scan of the whole table').toBe(0)
  // Once for itself, once for what keeps how doubtful it is, and once for each other row that is tied to it.
  expect(after.read - before.read).toBeLessThanOrEqual(records * (2 + 2 * constraintsEach))

  // What is there already is looked up by its hash.
  expect(await importOnce()).toMatchObject({ in: records, out: 0, dropped: { 'exact duplicate': records } })
  const again = await pairRows()
  expect(again.scanned - after.scanned, 'no scan of the whole table').toBe(0)
  expect(again.read - after.read).toBeLessThanOrEqual(2 * records)

  // The measure sees a scan where there is one.
  await pool().query('SELECT count(length(response)) FROM "Pair"')
  expect((await pairRows()).scanned - again.scanned).toBe(there + records)
})

it('after many pairs the planner knows at once how many there are', async () => {
  const planned = async () => (await pool().query<{ n: number }>(`SELECT reltuples::int AS n FROM pg_class WHERE relname = 'Constraint'`)).rows[0]?.n
  const before = (await planned()) ?? 0
  // Those of the first 500 are there.
  await importOnce(1800)
  expect(await planned()).toBeGreaterThanOrEqual(Math.max(0, before) + 1300 * constraintsEach)
  expect(await db().constraint.count()).toBe(1800 * constraintsEach)
})

it('after few pairs of a new dataset, beside a great one, the planner knows of them too, and looks no more when it does', async () => {
  const { id: small } = await createDataset(null, { name: 'Few pairs' })
  await pool().query('ANALYZE "Pair"; ANALYZE "Constraint"')
  const planned = async (table: string) => z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })) })
    .parse((await pool().query(`EXPLAIN (FORMAT JSON) SELECT 1 FROM "${table}" WHERE "datasetId" = $1`, [small])).rows[0])['QUERY PLAN'][0]?.Plan['Plan Rows']
  const looks = async () => (await pool().query(`SELECT sum(analyze_count)::int AS n FROM pg_stat_user_tables WHERE relname IN ('Pair', 'Constraint')`)).rows[0]?.n
  expect(await planned('Pair')).toBeLessThan(10)
  await importOnce(300, small)
  expect(await planned('Pair')).toBeGreaterThanOrEqual(200)
  expect(await planned('Constraint')).toBeGreaterThanOrEqual(200 * constraintsEach)

  const looked = await looks()
  await importOnce(310, small)
  await disconnect()
  expect(await looks()).toBe(looked)
})
