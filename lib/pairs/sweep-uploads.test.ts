import { randomUUID } from 'node:crypto'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { db } from '#lib/db/client.ts'
import { sweepUploads } from '#lib/pairs/sweep-uploads.ts'
import { uploadPath, uploadsFolder } from '#lib/pairs/uploads.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

async function upload(hoursOld: number, suffix = ''): Promise<string> {
  const id = randomUUID()
  await writeFile(`${uploadPath(id)}${suffix}`, '{}')
  const then = Date.now() / 1000 - hoursOld * 3600
  await utimes(`${uploadPath(id)}${suffix}`, then, then)
  return id
}

async function importOf(uploadId: string, datasetId: string, status: 'done' | 'paused' | 'failed'): Promise<void> {
  const params = { uploadId, fileName: 'a.jsonl', mapping: { format: 'alpaca' } }
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params }))
  await db().run.update({ where: { id }, data: { status } })
}

it('removes old uploads but for those of imports that may go on', async () => {
  expect(await sweepUploads(), 'before the first upload').toBe(0)
  await mkdir(uploadsFolder(), { recursive: true })
  const { id: datasetId } = await createDataset(null, { name: 'Imports' })
  const fresh = await upload(23)
  const paused = await upload(25)
  const failed = await upload(2500)
  const done = await upload(25)
  await upload(25)
  await upload(25, '.part')
  await importOf(paused, datasetId, 'paused')
  await importOf(failed, datasetId, 'failed')
  await importOf(done, datasetId, 'done')

  expect(await sweepUploads()).toBe(3)
  expect(new Set(await readdir(uploadsFolder()))).toEqual(new Set([fresh, paused, failed]))

  await deleteDataset(ada, datasetId)
  expect(await sweepUploads()).toBe(2)
  expect(await readdir(uploadsFolder())).toEqual([fresh])
})
