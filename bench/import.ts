import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { db, pool } from '#lib/db/client.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { asCrabRecord } from './crab-records.ts'
import { withOwnPostgres } from './own-postgres.ts'
import { processorTime, type ProcessorTime } from './processor-time.ts'
import { pairsFile, perSecond, type Row } from './table.ts'

/** Whole import runs, of bare records and of ones with five constraints each, against Postgres' own COPY of the rows they made, into the same tables. */
export async function importAgainstCopy(home: string): Promise<Row[]> {
  return withOwnPostgres(home, async () => [
    await importOf('import run, gzip and dedup included', ['Pair'], (path) => copyFile(pairsFile(), path)),
    await importOf('import run, with five constraints a record, each checked', ['Pair', 'Constraint', 'Verdict'], withConstraints),
  ])
}

async function importOf(what: string, tables: readonly string[], upload: (path: string) => Promise<void>): Promise<Row> {
  const dataset = await createDataset(null, { name: what })
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await upload(uploadPath(uploadId))
  const { mapping } = await previewSource(uploadPath(uploadId))
  const params = { uploadId, fileName: 'bench', mapping }
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId: dataset.id, seed: 0, params }))
  const pairs = () => db().pair.count({ where: { datasetId: dataset.id } })
  const held: number[] = []
  const watch = setInterval(() => held.push(process.memoryUsage().rss), 200)
  const ours = await processorTime(() =>
    perSecond(async () => {
      await executeRun(runId, 'bench', new AbortController().signal)
      return pairs()
    }),
  )
  clearInterval(watch)
  const theirs = await copyOfTheSame(dataset.id, tables, await pairs())
  say(what, await pairs(), ours.took, theirs.took)
  return { what: `${what}, memory ${[0.25, 0.5, 1].map((share) => Math.round((held[Math.ceil(held.length * share) - 1] ?? 0) / 1e6)).join(', ')} MB after a quarter, half and all`, unit: 'pairs/s', ours: ours.result, reference: `COPY of the same rows of ${tables.join(', ')}`, theirs: theirs.result }
}

function say(what: string, pairs: number, ours: ProcessorTime, theirs: ProcessorTime): void {
  const each = (ms: number) => `${Math.round((ms * 1000) / pairs)} µs`
  const ratio = (theirs.here + theirs.database) / (ours.here + ours.database)
  console.error(
    `${what}, processor time a pair: ${each(ours.here)} here and ${each(ours.database)} in Postgres; COPY ${each(theirs.here)} and ${each(theirs.database)}; ${ratio.toFixed(2)} of COPY's speed in processor time`,
  )
}

/** Makes the pairs' file again with constraints, as Crab has them. */
async function withConstraints(path: string): Promise<void> {
  const file = createReadStream(pairsFile())
  const lines = createInterface({ input: pairsFile().endsWith('.gz') ? file.pipe(createGunzip()) : file })
  async function* records() {
    let line = 0
    for await (const text of lines) {
      const record = asCrabRecord(text, (line += 1))
      if (record !== null) yield `${record}\n`
    }
  }
  await pipeline(Readable.from(records()), createWriteStream(path))
}

/**
 * Copies the rows out as text, as psql's \copy does, deletes them, and copies them in again into the same tables: with their indexes, foreign keys and
 * triggers, as for anybody who fills them without Pincer.
 */
async function copyOfTheSame(datasetId: string, tables: readonly string[], pairs: number): Promise<{ result: number; took: ProcessorTime }> {
  const client = await pool().connect()
  try {
    const rowsOf: { table: string; columns: string; chunks: Buffer[] }[] = []
    for (const table of tables) {
      const of = table === 'Verdict' ? `"constraintId" IN (SELECT id FROM "Constraint" WHERE "datasetId" = '${datasetId}')` : `"datasetId" = '${datasetId}'`
      const columns = await columnsOf(table)
      const chunks: Buffer[] = []
      for await (const chunk of client.query(copyTo(`COPY (SELECT ${columns} FROM "${table}" WHERE ${of} ORDER BY id) TO STDOUT`))) chunks.push(chunk)
      rowsOf.push({ table, columns, chunks })
    }
    await client.query('DELETE FROM "Pair" WHERE "datasetId" = $1', [datasetId])
    for (const table of tables) await client.query(`VACUUM ANALYZE "${table}"`)
    return await processorTime(() =>
      perSecond(async () => {
        for (const { table, columns, chunks } of rowsOf) await pipeline(Readable.from(chunks), client.query(copyFrom(`COPY "${table}" (${columns}) FROM STDIN`)))
        return pairs
      }),
    )
  } finally {
    client.release()
  }
}

/** The columns that can be written: Postgres computes the others itself. */
async function columnsOf(table: string): Promise<string> {
  const { rows } = await pool().query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [`"${table}"`],
  )
  return rows[0]?.columns ?? ''
}
