import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { workerFlags } from '#lib/start/worker-flags.ts'
import { acceptedPairs } from './accepted-pairs.ts'
import { linesByDefault, withCopyOfLines, type Copied } from './copy-lines.ts'
import { withOwnPostgres } from './own-postgres.ts'
import { serverTime } from './processor-time.ts'
import type { Row } from './table.ts'

/** How many pairs: PINCER_BENCH_PAIRS, such as 1000000; 200,000 otherwise. */
const pairs = Number(process.env.PINCER_BENCH_PAIRS ?? 200_000)

/** So many times each is measured, in turn. */
const rounds = 3

/**
 * A whole export run of SFT messages, with every constraint checked again, against COPY TO of the same text: the very lines of the export,
 * in a table that holds them as they are, as psql's \copy writes them to a file. Parquet likewise. Exports and copies take turns, a copy before each export and one at the end; of both sides the first is left out, and the median of the others counts.
 * Each export has a process of its own, told what the worker's is told, whose memory at its peak is told; starting it is not counted. Processor times are told, too: they hardly depend on what else the machine does.
 * The pairs stay in the folder PINCER_BENCH_HOME for the next time, where it is set.
 */
export async function exportAgainstCopy(home: string): Promise<Row[]> {
  const kept = process.env.PINCER_BENCH_HOME
  return withOwnPostgres(kept ? join(kept, `${pairs}-${newestMigration()}`) : home, async (postgres) => {
    const datasetId = await acceptedPairs(pairs)
    const once = async (fileType: FileType): Promise<Exported> => {
      const done = await exported(datasetId, fileType, postgres.clusterFolder)
      // Of a million pairs each of them is gigabytes.
      await rm(done.folder, { recursive: true })
      return done
    }
    const first = await exported(datasetId, 'jsonl', postgres.clusterFolder)
    return withCopyOfLines(join(first.folder, 'train.jsonl'), join(exportsRoot(), 'copied'), postgres, async (copy) => {
      await rm(first.folder, { recursive: true })
      await copy.once()
      const [theirs, jsonl, parquet]: [Copied[], Exported[], Exported[]] = [[], [], []]
      for (let round = 0; round < rounds; round++) {
        theirs.push(await copy.once())
        jsonl.push(await once('jsonl'))
        theirs.push(await copy.once())
        parquet.push(await once('parquet'))
      }
      theirs.push(await copy.once())
      const packed = [await copy.once(linesByDefault), await copy.once(linesByDefault), await copy.once(linesByDefault)]
      const made = [await copy.once(`(${sameBySql(datasetId)})`), await copy.once(`(${sameBySql(datasetId)})`)]
      const copied = (what: string, copies: readonly Copied[]) => ({ reference: `COPY TO of ${what} by ${copy.by}, ${rates(copies)}, Postgres' processor ${median(copies.map(({ database }) => database)).toFixed(1)} µs a line`, copies })
      const text = copied('the same text', theirs)
      const named = (what: string, runs: readonly Exported[], against = text): Row => {
        const [here, database] = [median(runs.map((run) => run.here)), median(runs.map((run) => run.database))]
        const megabytes = Math.max(...runs.map((run) => run.megabytes))
        return { what: `${what}, ${pairs.toLocaleString('en')} pairs, ${rates(runs)}, memory at most ${megabytes} MB, processor ${here.toFixed(1)} µs a pair and Postgres' ${database.toFixed(1)}`, unit: 'pairs/s', ours: median(runs.map(({ rate }) => rate)), reference: against.reference, theirs: median(against.copies.map(({ rate }) => rate)) }
      }
      return [
        named('export run, SFT as JSON lines', jsonl),
        named('export run, SFT as Parquet', parquet),
        named('export run, SFT as JSON lines', jsonl, copied('the same text from a table made by default', packed)),
        named('export run, SFT as JSON lines', jsonl, copied('the same pairs, made JSON by SQL from the tables that the export reads,', made)),
      ]
    })
  }, { stays: kept !== undefined })
}

/**
 * The same pairs as the same shape of JSON, as somebody without Pincer would have them written: every accepted constraint behind the instruction, and of each its id, type, checker, arguments and
 * outcome. Nothing is drawn, checked, hashed, put in order or parted.
 */
function sameBySql(datasetId: string): string {
  return `SELECT json_build_object('id', p.id, 'messages', json_build_array(json_build_object('role', 'user', 'content', p.instruction || E'\\n\\n' || stated.texts), json_build_object('role', 'assistant', 'content', p.response)),
    'meta', json_build_object('pair', p.id, 'source', p.source, 'hash', p."contentHash", 'constraints', stated.constraints))
    FROM "Pair" p JOIN LATERAL (
      SELECT string_agg(c.text, ' ' ORDER BY c.position) AS texts,
        json_agg(json_build_object('id', c.id, 'type', c.type, 'text', c.text, 'checker', c."checkerId", 'kwargs', c.kwargs, 'outcome', c.outcome) ORDER BY c.position) AS constraints
      FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'accepted'
    ) stated ON stated.texts IS NOT NULL
    WHERE p."datasetId" = '${datasetId}'`.replaceAll(/\s+/g, ' ')
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function rates(runs: readonly { rate: number }[]): string {
  const all = runs.map(({ rate }) => Math.round(rate))
  return `${Math.min(...all).toLocaleString('en')} to ${Math.max(...all).toLocaleString('en')} a second`
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
