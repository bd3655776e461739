import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { exportParams } from '#lib/runs/contract.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { workerFlags } from '#lib/start/worker-flags.ts'
import { acceptedPairs } from './accepted-pairs.ts'
import { withOwnPostgres } from './own-postgres.ts'
import { serverTime } from './processor-time.ts'
import { best, type Row } from './table.ts'

/** How many pairs: PINCER_BENCH_PAIRS, such as 1000000; 200,000 otherwise. */
const pairs = Number(process.env.PINCER_BENCH_PAIRS ?? 200_000)

/**
 * A whole export run of SFT messages, with every constraint checked again, against COPY TO of the same text: the very lines of the export,
 * in a table that holds them as they are, as psql's \copy writes them to a file, warm and the best of three. Parquet likewise. Each export has a process of
 * its own, told what the worker's is told, whose memory at its peak is told; starting it is not counted. Processor times are told of both sides: they hardly depend on what else the machine does.
 * The pairs stay in the folder PINCER_BENCH_HOME for the next time, where it is set.
 */
export async function exportAgainstCopy(home: string): Promise<Row[]> {
  const kept = process.env.PINCER_BENCH_HOME
  return withOwnPostgres(kept ? join(kept, `${pairs}-${newestMigration()}`) : home, async ({ clusterFolder }) => {
    const datasetId = await acceptedPairs(pairs)
    const jsonl = await exported(datasetId, 'jsonl', clusterFolder)
    const theirs = await copyOf(join(jsonl.folder, 'train.jsonl'), join(exportsRoot(), 'copied'), clusterFolder)
    // Of a million pairs each of them is gigabytes.
    await rm(jsonl.folder, { recursive: true })
    const parquet = await exported(datasetId, 'parquet', clusterFolder)
    const reference = `COPY TO of the same text, processor ${theirs.here.toFixed(1)} µs a line and Postgres' ${theirs.database.toFixed(1)}`
    const named = (what: string, { rate, megabytes, here, database }: Exported): Row => ({
      what: `${what}, ${pairs.toLocaleString('en')} pairs, memory at most ${megabytes} MB, processor ${here.toFixed(1)} µs a pair and Postgres' ${database.toFixed(1)}`, unit: 'pairs/s', ours: rate, reference, theirs: theirs.rate,
    })
    return [named('export run, SFT as JSON lines', jsonl), named('export run, SFT as Parquet', parquet)]
  }, { stays: kept !== undefined })
}

/** Pairs that were made without some indexes are of no use to a migration that changes these: what is kept is of one schema. */
function newestMigration(): string {
  return readdirSync(new URL('../prisma/migrations', import.meta.url)).filter((name) => /^\d/.test(name)).toSorted().at(-1) ?? ''
}

interface Exported {
  folder: string
  rate: number
  megabytes: number
  /** Processor time in microseconds a pair: the export's, and the database's. */
  here: number
  database: number
}

async function exported(datasetId: string, fileType: FileType, clusterFolder: string): Promise<Exported> {
  const params = exportParams.parse({ format: 'sft-messages', fileType })
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 1, params }))
  const before = serverTime(clusterFolder)
  const { stdout } = await promisify(execFile)(process.execPath, [...workerFlags, new URL('export-alone.ts', import.meta.url).pathname, runId])
  const database = serverTime(clusterFolder) - before
  const { rate, bytes, processorMs } = z.object({ rate: z.number(), bytes: z.number(), processorMs: z.number() }).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  const made = await db().export.findUniqueOrThrow({ where: { runId } })
  if (made.rows !== pairs) throw new Error(`${made.rows} of ${pairs} pairs were exported`)
  return { folder: join(exportsRoot(), made.folder), rate, megabytes: Math.round(bytes / 2 ** 20), here: (processorMs * 1000) / pairs, database: (database * 1000) / pairs }
}

/** COPY TO a file of a table that holds the lines of the export, none of them packed or apart. */
async function copyOf(lines: string, to: string, clusterFolder: string): Promise<Omit<Exported, 'folder' | 'megabytes'>> {
  const client = await pool().connect()
  try {
    await client.query('CREATE TABLE bench_lines (line text) WITH (toast_tuple_target = 8160)')
    // No line of JSON holds these two as they are: the text goes in as it stands.
    await pipeline(createReadStream(lines), client.query(copyFrom(`COPY bench_lines FROM STDIN (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`)))
    await client.query('VACUUM ANALYZE bench_lines')
    let [here, database] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const rate = await best(3, async () => {
      const [before, serverBefore] = [process.cpuUsage(), serverTime(clusterFolder)]
      await pipeline(client.query(copyTo('COPY bench_lines TO STDOUT')), createWriteStream(to))
      const { user, system } = process.cpuUsage(before)
      here = Math.min(here, (user + system) / pairs)
      database = Math.min(database, ((serverTime(clusterFolder) - serverBefore) * 1000) / pairs)
      return pairs
    })
    await client.query('DROP TABLE bench_lines')
    return { rate, here, database }
  } finally {
    client.release()
    await rm(to, { force: true })
  }
}
