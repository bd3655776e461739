import { randomUUID } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { db, disconnect, pool } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { pairsFile, perSecond, type Row } from './table.ts'

/** A whole import run against Postgres' own COPY of the rows it made, into a table with the same indexes. */
export async function importAgainstCopy(home: string): Promise<Row[]> {
  const postgres = await startEmbedded({ dataDir: home })
  process.env.DATABASE_URL = postgres.url
  try {
    await migrate(postgres.url)
    const dataset = await createDataset(null, { name: 'bench' })
    const uploadId = randomUUID()
    await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
    await copyFile(pairsFile(), uploadPath(uploadId))
    const { mapping } = await previewSource(uploadPath(uploadId))
    const params = { uploadId, fileName: 'bench', mapping }
    const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId: dataset.id, seed: 0, params }))
    const ours = await perSecond(async () => {
      await executeRun(runId, 'bench', new AbortController().signal)
      return db().pair.count()
    })
    const theirs = await copyOfTheSame()
    return [{ what: 'import run, gzip and dedup included', unit: 'pairs/s', ours, reference: 'COPY of the same rows', theirs }]
  } finally {
    await disconnect()
    await postgres.stop()
  }
}

async function copyOfTheSame(): Promise<number> {
  const client = await pool().connect()
  try {
    const chunks: Buffer[] = []
    for await (const chunk of client.query(copyTo('COPY "Pair" TO STDOUT (FORMAT binary)'))) chunks.push(chunk)
    await client.query('CREATE TABLE "PairCopy" (LIKE "Pair" INCLUDING ALL)')
    return await perSecond(async () => {
      await pipeline(Readable.from(chunks), client.query(copyFrom('COPY "PairCopy" FROM STDIN (FORMAT binary)')))
      const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM "PairCopy"')
      return Number(rows[0]?.n)
    })
  } finally {
    client.release()
  }
}
