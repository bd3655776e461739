import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { db, disconnect, pool } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { asCrabRecord } from './crab-records.ts'
import { processorTime, type ProcessorTime } from './processor-time.ts'
import { pairsFile, perSecond, type Row } from './table.ts'

/** Whole import runs, of bare records and of ones with five constraints each, against Postgres' own COPY of the rows they made, into tables with the same indexes. */
export async function importAgainstCopy(home: string): Promise<Row[]> {
  const postgres = await startEmbedded({ dataDir: home })
  process.env.DATABASE_URL = postgres.url
  try {
    await migrate(postgres.url)
    return [
      await importOf('import run, gzip and dedup included', ['Pair'], (path) => copyFile(pairsFile(), path)),
      await importOf('import run, with five constraints a record, each checked', ['Pair', 'Constraint', 'Verdict'], withConstraints),
    ]
  } finally {
    await disconnect()
    await postgres.stop()
  }
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
    for await (const text of lines) yield `${asCrabRecord(text, (line += 1))}\n`
  }
  await pipeline(Readable.from(records()), createWriteStream(path))
}

/** Copies the rows out, and in again into tables alike with their indexes and no foreign keys or triggers. */
async function copyOfTheSame(datasetId: string, tables: readonly string[], pairs: number): Promise<{ result: number; took: ProcessorTime }> {
  const client = await pool().connect()
  try {
    const rowsOf: { table: string; chunks: Buffer[] }[] = []
    for (const table of tables) {
      const of = table === 'Verdict' ? `"constraintId" IN (SELECT id FROM "Constraint" WHERE "datasetId" = '${datasetId}')` : `"datasetId" = '${datasetId}'`
      const chunks: Buffer[] = []
      for await (const chunk of client.query(copyTo(`COPY (SELECT * FROM "${table}" WHERE ${of}) TO STDOUT (FORMAT binary)`))) chunks.push(chunk)
      await client.query(`DROP TABLE IF EXISTS "${table}Copy"`)
      await client.query(`CREATE TABLE "${table}Copy" (LIKE "${table}" INCLUDING ALL)`)
      rowsOf.push({ table, chunks })
    }
    return await processorTime(() =>
      perSecond(async () => {
        for (const { table, chunks } of rowsOf) await pipeline(Readable.from(chunks), client.query(copyFrom(`COPY "${table}Copy" FROM STDIN (FORMAT binary)`)))
        return pairs
      }),
    )
  } finally {
    client.release()
  }
}
