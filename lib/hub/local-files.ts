import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { AppError } from '#lib/http/errors.ts'

/** A file of an export as it lies on this machine. */
export interface LocalFile {
  name: string
  path: string
  bytes: number
  sha256: string
  /** What git calls the file: SHA-1 of its length and content. */
  gitOid: string
}

/**
 * The files of an export with their hashes, read once each, in pieces. Throws AppError('conflict') where one is gone or is not what the manifest
 * says: nothing else than what was exported is pushed.
 */
export async function localFiles(folder: string, listed: readonly ExportFile[], signal: AbortSignal): Promise<LocalFile[]> {
  const files: LocalFile[] = []
  for (const { name, sha256 } of [...listed, { name: 'manifest.json', sha256: null }]) {
    const path = join(exportsRoot(), folder, name)
    const found = await stat(path).catch(() => null)
    if (!found) throw new AppError('conflict', `${name} is not on this machine any more: the exports folder was moved or emptied. Export again, then push that.`)
    const hashes = await hashesOf(path, found.size, signal)
    if (sha256 !== null && hashes.sha256 !== sha256) throw new AppError('conflict', `${name} is not what its manifest says: it was changed after the export. Export again, then push that.`)
    files.push({ name, path, bytes: found.size, ...hashes })
  }
  return files
}

async function hashesOf(path: string, bytes: number, signal: AbortSignal): Promise<Pick<LocalFile, 'sha256' | 'gitOid'>> {
  const sha256 = createHash('sha256')
  const git = createHash('sha1').update(`blob ${bytes}\0`)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18, signal })) {
    sha256.update(piece)
    git.update(piece)
  }
  return { sha256: sha256.digest('hex'), gitOid: git.digest('hex') }
}
