import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { runHere } from '#lib/cli/run-here.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import type { FieldMappingInput, RunView } from '#lib/runs/contract.ts'

interface Imported {
  datasetId: string
  mapping: FieldMappingInput
  /** Of pairs that name none. */
  source?: string | undefined
  license?: string | undefined
}

/** Imports a file into a dataset in this process. Throws Failure when the run fails. */
export async function importHere(file: string, { datasetId, mapping, source, license }: Imported): Promise<RunView> {
  const uploadId = randomUUID()
  await place(file, uploadPath(uploadId))
  const params = { uploadId, fileName: basename(file), mapping, ...(source ? { source } : {}), ...(license ? { license } : {}) }
  return runHere({ kind: 'import', datasetId, seed: 0, params }).finally(() => rm(uploadPath(uploadId), { force: true }))
}

/** The worker's copy: a link where the file system allows it, else a copy. */
async function place(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await link(from, to).catch(() => copyFile(from, to))
}
