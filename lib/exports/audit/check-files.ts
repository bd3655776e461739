import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { repeatedName } from '#lib/exports/audit/repeated-name.ts'
import type { ExportFile, ExportManifest } from '#lib/exports/contract.ts'
import { isFileName, manifestSchema } from '#lib/exports/manifest-schema.ts'

const manifestName = 'manifest.json'
const startsWithMark = 'begins with a byte order mark, which readers of JSON take for a wrong sign'
/** A longer one is not read: it is a stranger's, and is held in memory whole. In bytes. */
const longestManifest = 64 * 1024 * 1024

/** Reads the manifest; null, with the fault told, where there is none to go by. */
export async function readManifest(folder: string, log: FaultLog): Promise<ExportManifest | null> {
  // What is no file, as a pipe, might never end.
  const info = await stat(join(folder, manifestName)).catch(() => null)
  if (info?.isFile() && info.size > longestManifest) {
    log.add('manifest-broken', { file: manifestName }, `is larger than ${longestManifest / 2 ** 20} MB, which no manifest is`)
    return null
  }
  const text = info?.isFile() ? await readFile(join(folder, manifestName), 'utf8').catch(() => null) : null
  if (text === null) {
    log.add('manifest-missing', { file: manifestName }, 'is not in the folder')
    return null
  }
  if (text.startsWith('\ufeff')) {
    log.add('manifest-broken', { file: manifestName }, startsWithMark)
    return null
  }
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text))
    const twice = repeatedName(text)
    if (twice !== null) log.add('manifest-broken', { file: manifestName, field: twice }, 'is there twice in one object: some readers take the first, some the last')
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues) log.add('manifest-broken', { file: manifestName, field: path.join('.') }, message)
  } catch (error) {
    log.add('manifest-broken', { file: manifestName }, `is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return null
}

/** Holds the files to the manifest: all there, nothing else, sizes and hashes. Returns those that are there. */
export async function checkFiles(folder: string, { files }: ExportManifest, log: FaultLog): Promise<ExportFile[]> {
  const there: ExportFile[] = []
  for (const [n, file] of files.entries()) {
    if (!isFileName(file.name)) {
      log.add('file-name', { file: manifestName, field: `files.${n}.name` }, `${JSON.stringify(file.name)} is no name of a file of an export`)
      continue
    }
    if (files.findIndex(({ name }) => name === file.name) !== n) {
      log.add('manifest-broken', { file: manifestName, field: `files.${n}.name` }, `names ${file.name} a second time`)
      continue
    }
    const info = await stat(join(folder, file.name)).catch(() => null)
    if (!info?.isFile()) {
      log.add('file-missing', { file: file.name }, 'is in the manifest, but not in the folder')
      continue
    }
    there.push(file)
    if (info.size !== file.bytes) log.add('file-size', { file: file.name }, `has ${info.size} bytes, and the manifest says ${file.bytes}`)
    else if ((await sha256(join(folder, file.name))) !== file.sha256) log.add('file-hash', { file: file.name }, 'has another SHA-256 than the manifest says')
    else if (file.contentSha256 !== undefined && (await contentSha256(join(folder, file.name))) !== file.contentSha256) log.add('file-hash', { file: file.name }, 'holds, unpacked, something of another SHA-256 than the manifest says')
  }
  const known = new Set([manifestName, ...files.map(({ name }) => name)])
  // What begins with a dot, as .gitattributes of a clone from the Hub, no reader takes for data, and no export is called so.
  for (const name of (await readdir(folder)).toSorted()) if (!known.has(name) && !name.startsWith('.')) log.add('file-unknown', { file: name }, 'is not in the manifest')
  return there
}

/** Of what a packed file holds; empty where it cannot be unpacked. */
async function contentSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk)
    })
  } catch {
    return ''
  }
  return hash.digest('hex')
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
