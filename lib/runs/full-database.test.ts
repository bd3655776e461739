import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { smallDisk, whyNoSmallDisk, type SmallDisk } from '#lib/config/small-disk.fixture.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { sqlState } from '#lib/db/sql-state.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()

const why = whyNoSmallDisk()
if (why !== null) console.info(`skipped: no small disk can be mounted here: ${why}`)
const full = 'The disk of the database is full. Make room there and retry the run: nothing that was finished is lost.'

/** Puts a table on a disk of its own of so many megabytes for as long as `work` takes. `tablespace` is its name. */
async function onSmallDisk(table: string, megabytes: number, work: (disk: SmallDisk, tablespace: string) => Promise<void>): Promise<void> {
  const tablespace = `small_${randomUUID().slice(0, 8)}`
  const folder = join(tmpdir(), `pincer-${tablespace}`)
  const disk = smallDisk(folder, megabytes)
  try {
    const { rows: [row] } = await pool().query<{ data_directory: string }>('SHOW data_directory')
    const { uid, gid } = await stat(row?.data_directory ?? '')
    await chown(folder, uid, gid)
    await pool().query(`CREATE TABLESPACE ${tablespace} LOCATION '${folder}'`)
    try {
      await pool().query(`ALTER TABLE "${table}" SET TABLESPACE ${tablespace}`)
      await work(disk, tablespace)
    } finally {
      await pool().query(`DROP TABLE IF EXISTS filler`)
      await pool().query(`ALTER TABLE "${table}" SET TABLESPACE pg_default`)
      // What was moved away is removed by the checkpoint.
      await pool().query('CHECKPOINT')
      await pool().query(`DROP TABLESPACE ${tablespace}`)
    }
  } finally {
    disk.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

describe.skipIf(why !== null)('a full disk of the database', () => {
  it('ends an import with a sentence, keeps the pairs that were stored, and has all of them once after a retry with room', async () => {
    const pairs = 800
    const { id: datasetId } = await createDataset(null, { name: 'More than there is room for' })
    const uploadId = randomUUID()
    await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
    await writeFile(uploadPath(uploadId), Array.from({ length: pairs }, (_, n) => `${JSON.stringify({ instruction: `Task ${n}`, output: `Answer ${n} ${randomBytes(2000).toString('base64')}` })}\n`).join(''))
    await onSmallDisk('Pair', 1, async (disk) => {
      const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params: { uploadId, fileName: 'many.jsonl', mapping: { format: 'alpaca' } } }))
      await workOn(id)
      expect(await runView(id)).toMatchObject({ status: 'failed', error: full })
      expect(await db().pair.count({ where: { datasetId } })).toBeLessThan(pairs)
      disk.resize(64)
      await actOnRun(ada, id, { action: 'retry' })
      await workOn(id)
      expect(await runView(id)).toMatchObject({ status: 'done', error: null, counts: { in: pairs, out: pairs, dropped: {} } })
      expect(await db().pair.count({ where: { datasetId } })).toBe(pairs)
    })
  }, 240_000)

  it('ends an export with a sentence, leaves nothing of it, and makes it after a retry with room', async () => {
    const datasetId = await accepted(Array.from({ length: 50 }, (_, n) => ({ instruction: `Task ${n}`, response: `Answer ${n}` })))
    await onSmallDisk('Export', 2, async (disk, tablespace) => {
      await pool().query(`CREATE TABLE filler (content text) TABLESPACE ${tablespace}`)
      const fill = async (): Promise<unknown> => {
        for (;;) await pool().query(`INSERT INTO filler VALUES (repeat('x', 1000))`)
      }
      expect(sqlState(await fill().catch((error: unknown) => error))).toBe('53100')
      const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 1, params: exportParams.parse({ format: 'sft-messages' }) }))
      await workOn(id)
      expect(await runView(id)).toMatchObject({ status: 'failed', error: full })
      expect(await readdir(exportsRoot())).toEqual([])
      disk.resize(16)
      await actOnRun(ada, id, { action: 'retry' })
      await workOn(id)
      expect(await runView(id)).toMatchObject({ status: 'done', error: null, counts: { in: 50, out: 50 } })
      expect((await verifyExport(join(exportsRoot(), id))).faults).toEqual([])
    })
  }, 240_000)
})
