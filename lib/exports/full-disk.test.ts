import { randomBytes } from 'node:crypto'
import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { smallDisk, whyNoSmallDisk, type SmallDisk } from '#lib/config/small-disk.fixture.ts'
import { db } from '#lib/db/client.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { saveUpload, uploadPath, uploadsFolder } from '#lib/pairs/uploads.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

const why = whyNoSmallDisk()
if (why !== null) console.info(`skipped: no small disk can be mounted here: ${why}`)

let disk: SmallDisk | null = null
afterEach(() => {
  disk?.remove()
  disk = null
  delete process.env.PINCER_EXPORT_THREADS
})

/** Files in a folder that this process holds open, also where they are gone. */
async function openFiles(folder: string): Promise<string[]> {
  const links = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(join('/proc/self/fd', fd)).catch(() => '')))
  return links.filter((path) => path.startsWith(folder))
}

describe.skipIf(why !== null)('a full disk', () => {
  let datasetId: string
  // Four megabytes that no packing makes much smaller.
  beforeAll(async () => void (datasetId = await accepted(Array.from({ length: 1000 }, (_, n) => ({ instruction: `Task ${n}`, response: `Answer ${n} ${randomBytes(3000).toString('base64')}` })))))

  it.each([
    { what: 'JSON lines', recipe: {}, threads: '0', room: 2 },
    { what: 'packed lines in splits', recipe: { fileType: 'jsonl.gz', validation: 0.3, test: 0.3 }, threads: '0', room: 2 },
    { what: 'Parquet', recipe: { fileType: 'parquet' }, threads: '0', room: 2 },
    { what: 'rows with proofs beside them', recipe: { format: 'alpaca' }, threads: '0', room: 2 },
    { what: 'what threads gather', recipe: {}, threads: '2', room: 2 },
    { what: 'what threads gathered, and rows', recipe: {}, threads: '2', room: 6 },
  ])('ends an export of $what with a sentence, leaves nothing of it, and does not once there is room', async ({ recipe, threads, room }) => {
    process.env.PINCER_EXPORT_THREADS = threads
    disk = smallDisk(exportsRoot(), room)
    const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 1, params: exportParams.parse({ format: 'sft-messages', ...recipe }) }))
    await executeRun(id, 'test', new AbortController().signal)
    const failed = await runView(id)
    expect(failed.status).toBe('failed')
    expect(failed.error).toMatch(new RegExp(`^The disk that holds ${exportsRoot()} is full \\(\\d+ MB are free now\\)\\. Make room there and retry the run: nothing that was finished is lost\\.$`))
    expect(await readdir(exportsRoot())).toEqual([])
    expect(await openFiles(exportsRoot())).toEqual([])
    expect(await db().export.findUnique({ where: { runId: id } })).toBeNull()

    disk.resize(32)
    await actOnRun(ada, id, { action: 'retry' })
    await executeRun(id, 'test', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done', error: null, counts: { in: 1000, out: 1000 } })
    expect((await readdir(exportsRoot())).toSorted()).toEqual([id, `${id}.dropped`, `${id}.rows`])
    expect((await verifyExport(join(exportsRoot(), id))).faults).toEqual([])
  })

  it('refuses an upload with a sentence, leaves nothing of it, and takes it once there is room', async () => {
    disk = smallDisk(uploadsFolder(), 1)
    const body = (): ReadableStream<Uint8Array> => new Blob([randomBytes(3_000_000)]).stream()
    await expect(saveUpload(body())).rejects.toMatchObject({ code: 'busy', message: expect.stringMatching(new RegExp(`^The disk that holds ${uploadsFolder()} is full \\(\\d+ MB are free now\\)\\. Make room there and upload again\\.$`)) })
    expect(await readdir(uploadsFolder())).toEqual([])
    disk.resize(8)
    const id = await saveUpload(body())
    expect(await readdir(uploadsFolder())).toEqual([id])
    expect(uploadPath(id)).toBe(join(uploadsFolder(), id))
  })
})
