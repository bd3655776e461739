import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { db, disconnect, pool } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { exportParams } from '#lib/runs/contract.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { acceptedPairs } from './accepted-pairs.ts'
import { best, type Row } from './table.ts'

/** How many pairs: PINCER_BENCH_PAIRS, such as 1000000; 200,000 otherwise. */
const pairs = Number(process.env.PINCER_BENCH_PAIRS ?? 200_000)

/**
 * A whole export run of SFT messages, with every constraint checked again, against COPY TO of the same text: the very lines of the export,
 * in a table, as psql's \copy writes them to a file, warm and the best of three. Parquet likewise. Each export has a process of its own, whose
 * memory at its peak is told; starting it is not counted.
 */
export async function exportAgainstCopy(home: string): Promise<Row[]> {
  const postgres = await startEmbedded({ dataDir: home })
  process.env.DATABASE_URL = postgres.url
  try {
    await migrate(postgres.url)
    const datasetId = await acceptedPairs(pairs)
    const jsonl = await exported(datasetId, 'jsonl')
    const parquet = await exported(datasetId, 'parquet')
    const theirs = await copyOf(join(jsonl.folder, 'train.jsonl'), join(home, 'copied'))
    const reference = 'COPY TO of the same text'
    const named = (what: string, { rate, megabytes }: Exported): Row => ({ what: `${what}, ${pairs.toLocaleString('en')} pairs, memory at most ${megabytes} MB`, unit: 'pairs/s', ours: rate, reference, theirs })
    return [named('export run, SFT as JSON lines', jsonl), named('export run, SFT as Parquet', parquet)]
  } finally {
    await disconnect()
    await postgres.stop()
  }
}

interface Exported {
  folder: string
  rate: number
  megabytes: number
}

async function exported(datasetId: string, fileType: FileType): Promise<Exported> {
  const params = exportParams.parse({ format: 'sft-messages', fileType })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 1, params }))
  const { stdout } = await promisify(execFile)(process.execPath, [new URL('export-alone.ts', import.meta.url).pathname, runId])
  const { rate, bytes } = z.object({ rate: z.number(), bytes: z.number() }).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  const made = await db().export.findUniqueOrThrow({ where: { runId } })
  if (made.rows !== pairs) throw new Error(`${made.rows} of ${pairs} pairs were exported`)
  return { folder: join(exportsRoot(), made.folder), rate, megabytes: Math.round(bytes / 2 ** 20) }
}

/** COPY TO a file of a table that holds the lines of the export. Pairs a second. */
async function copyOf(lines: string, to: string): Promise<number> {
  const client = await pool().connect()
  try {
    await client.query('CREATE TABLE bench_lines (line text)')
    // No line of JSON holds these two as they are: the text goes in as it stands.
    await pipeline(createReadStream(lines), client.query(copyFrom(`COPY bench_lines FROM STDIN (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`)))
    await client.query('VACUUM ANALYZE bench_lines')
    return await best(3, async () => {
      await pipeline(client.query(copyTo('COPY bench_lines TO STDOUT')), createWriteStream(to))
      return pairs
    })
  } finally {
    client.release()
    await rm(to, { force: true })
  }
}
