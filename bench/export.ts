import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, disconnect, pool } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { newId } from '#lib/db/id.ts'
import { migrate } from '#lib/db/migrate.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { exportParams } from '#lib/runs/contract.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { best, type Row } from './table.ts'

/** How many pairs: PINCER_BENCH_PAIRS, such as 1000000; 100,000 otherwise. */
const pairs = Number(process.env.PINCER_BENCH_PAIRS ?? 100_000)
/** Of each pair; two of them checked. */
const constraintsOfPair = 4

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
    const datasetId = await acceptedPairs()
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

/** A dataset whose every pair has accepted constraints that hold. Returns its id. */
async function acceptedPairs(): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: 'Bench of exports', license: 'CC0-1.0' })
  const words = (await readFile(new URL('../prisma/sample/pairs.jsonl', import.meta.url), 'utf8')).match(/[a-z]{3,9}/g) ?? []
  const textOf = (n: number, length: number): string => Array.from({ length }, (_, i) => words[(n * 31 + i * 7) % words.length] ?? 'word').join(' ')
  for (let from = 0; from < pairs; from += 2000) {
    const batch = Array.from({ length: Math.min(2000, pairs - from) }, (_, i) => ({ id: newId(), n: from + i }))
    await db().pair.createMany({
      data: batch.map(({ id, n }) => ({
        id,
        datasetId,
        contentHash: createHash('sha256').update(`${n}`).digest('hex'),
        source: 'bench',
        instruction: `Task ${n}: ${textOf(n, 12)}.`,
        response: `Answer ${n}. ${textOf(n + 1, 140)}.`,
        responseWords: 142,
        constraintCount: constraintsOfPair,
        acceptedCount: constraintsOfPair,
      })),
    })
    await db().constraint.createMany({
      data: batch.flatMap(({ id: pairId }) =>
        [
          { type: 'length.words', text: 'Use at least 100 words.', checkerId: 'pincer:word_count', checkerVersion: 1, kwargs: { min: 100 }, outcome: 'pass' as const },
          { type: 'punctuation.absent', text: 'Do not use any commas.', checkerId: 'pincer:punctuation_absent', checkerVersion: 1, kwargs: { mark: 'comma' }, outcome: 'pass' as const },
          { type: 'style.tone', text: 'Write in a neutral tone.' },
          { type: 'style.audience', text: 'Write for readers who are new to this.' },
        ].map((constraint, position) => ({ id: newId(), datasetId, pairId, position, origin: 'rule' as const, status: 'accepted' as const, fingerprint: `${position}`.repeat(32), ...constraint })),
      ),
    })
  }
  return datasetId
}
