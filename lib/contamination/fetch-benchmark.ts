import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { KnownBenchmark } from '#lib/contamination/known-benchmarks.ts'
import { codeOf } from '#lib/endpoints/explain-failure.ts'
import { hubServer } from '#lib/hub/hub-token.ts'
import { AppError } from '#lib/http/errors.ts'
import { openParquet } from '#lib/pairs/parquet-rows.ts'

/** A benchmark's prompts are some megabytes at most. */
const mostBytes = 64_000_000
const patienceMs = 60_000

const listing = z.array(
  z.object({ type: z.string(), path: z.string(), size: z.number().int().nonnegative(), oid: z.string(), lfs: z.object({ oid: z.string() }).optional() }).or(z.object({ type: z.literal('directory'), path: z.string() })),
)

/**
 * The files with a benchmark's prompts, as text: from the folder that PINCER_REFERENCE_DATA names, where it does, and else from the Hub, at the
 * commit that is fixed, each held against the size and the hash that the commit lists for it. Throws AppError('upstream' or 'invalid') in the words of what to do.
 */
export async function benchmarkFiles(benchmark: KnownBenchmark, variables: Record<string, string | undefined> = process.env): Promise<string[]> {
  const folder = variables.PINCER_REFERENCE_DATA?.trim()
  return folder ? readReference(benchmark, folder) : fetchFiles(benchmark, hubServer(variables))
}

/** Where the prompts would come from: a folder's path, or the Hub's address. */
export function benchmarkSource(variables: Record<string, string | undefined> = process.env): string {
  return variables.PINCER_REFERENCE_DATA?.trim() || new URL(hubServer(variables)).host
}

async function readReference({ label, reference }: KnownBenchmark, folder: string): Promise<string[]> {
  try {
    return await Promise.all(reference.map((path) => readFile(join(folder, path), 'utf8')))
  } catch (error) {
    const path = error instanceof Error && 'path' in error ? String(error.path) : folder
    throw new AppError('invalid', `${label} is not in PINCER_REFERENCE_DATA: ${path} cannot be read (${codeOf(error) || 'it failed'}).`)
  }
}

async function fetchFiles({ label, hub: { repository, revision, folder, file } }: KnownBenchmark, server: string): Promise<string[]> {
  const at = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
  const listed = await bytesOf(`${server}/api/datasets/${repository}/tree/${revision}${folder === '' ? '' : `/${at(folder.slice(0, -1))}`}`, label)
  const tree = listing.safeParse(jsonOf(listed))
  if (!tree.success) throw new AppError('upstream', `${new URL(server).host} answered with something else than the Hub does. Give the file with the prompts of ${label} instead.`)
  const wanted = tree.data.flatMap((entry) => ('oid' in entry && entry.path.startsWith(folder) && file.test(entry.path.slice(folder.length)) ? [entry] : []))
  if (wanted.length === 0) throw new AppError('upstream', `${repository} has no file with prompts at the commit ${revision.slice(0, 8)}. Give the file with the prompts of ${label} instead.`)
  if (wanted.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw new AppError('upstream', `The files with prompts of ${repository} are larger than 64 MB together, which no benchmark’s prompts are. Give the file with the prompts of ${label} instead.`)
  const texts: string[] = []
  for (const { path, size, oid, lfs } of wanted) {
    const bytes = await bytesOf(`${server}/datasets/${repository}/resolve/${revision}/${at(path)}`, label)
    const hash = lfs ? createHash('sha256').update(bytes).digest('hex') : createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
    if (bytes.length !== size || hash !== (lfs?.oid ?? oid)) throw new AppError('upstream', `${path} of ${repository} is not what the commit ${revision.slice(0, 8)} has: its size or hash is another one. Nothing was kept. Try again.`)
    texts.push(path.endsWith('.parquet') ? await parquetText(bytes) : new TextDecoder().decode(bytes))
  }
  return texts
}

async function bytesOf(url: string, label: string): Promise<Buffer> {
  const host = new URL(url).host
  const instead = `Give the file with the prompts of ${label} instead, or set PINCER_REFERENCE_DATA.`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) throw new AppError('upstream', `${host} answers ${answer.status}. ${instead}`)
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of answer.body ?? []) {
      size += part.length
      if (size > mostBytes) throw new AppError('upstream', `${host} sends more than 64 MB, which no benchmark’s prompts have. ${instead}`)
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('upstream', `There is no way to ${host} from here (${codeOf(error) || (error instanceof Error ? error.name : 'it failed')}). ${instead}`)
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/** The rows of a Parquet file as lines of JSON. It is read from a file, which is gone afterwards. */
async function parquetText(bytes: Buffer): Promise<string> {
  const path = join(tmpdir(), `pincer-benchmark-${randomUUID()}.parquet`)
  await writeFile(path, bytes, { mode: 0o600 })
  try {
    const file = await openParquet(path, () => {})
    try {
      const lines: string[] = []
      for await (const row of file.rows()) {
        if (row.kind === 'error') throw new AppError('upstream', `What was fetched cannot be read: ${row.error.reason}`)
        lines.push(JSON.stringify(row.value, (_, each: unknown) => (typeof each === 'bigint' ? Number(each) : each)))
      }
      return lines.join('\n')
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
