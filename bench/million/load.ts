import { once } from 'node:events'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { newId } from '#lib/db/id.ts'
import { addCallsAndTags, addExport } from './carried.ts'
import { copiedColumns, readSeeds, reviewers, rowsOfPair, type CopiedRows, type Seed } from './rows.ts'

const chunk = 10_000
const datasetName = 'Bench of many'
const filled = ['Pair', 'Constraint', 'Decision'] as const

/**
 * Fills a migrated database with one dataset of so many pairs, seven constraints each, by COPY. Killed and called again it goes on with the chunk it
 * was at. Returns the dataset's id. Indexes that nothing needs meanwhile are left out and built at the end; what triggers would have counted is counted then.
 */
export async function loadPairs(url: string, pairs: number, say: (text: string) => void): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const datasetId = await prepare(client)
    const done = await chunksDone(client)
    if (done * chunk < pairs) {
      await setIndexesAside(client)
      // No foreign keys are looked up and no trigger counts while this is on.
      await client.query('SET session_replication_role = replica')
      const seeds = await readSeeds()
      for (let n = done; n * chunk < pairs; n += 1) {
        await copyChunk(client, datasetId, seeds, n, pairs)
        if (n % 10 === 9) say(`${((n + 1) * chunk).toLocaleString('en')} of ${pairs.toLocaleString('en')} pairs are there`)
      }
      await client.query('SET session_replication_role = origin')
    }
    await buildIndexes(client, say)
    const { rows } = await client.query<{ counted: boolean }>(`SELECT EXISTS (SELECT 1 FROM bench_progress WHERE chunk = -1) AS counted`)
    if (!rows[0]?.counted) {
      say('counting and analysing')
      await client.query('SELECT recount_dataset($1::uuid)', [datasetId])
      await client.query(
        `INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open) SELECT n."pairId", n."datasetId", n.certainty, p.status <> 'reviewed'
         FROM "PairDoubtNow" n JOIN "Pair" p ON p.id = n."pairId" WHERE n."datasetId" = $1 ON CONFLICT DO NOTHING`,
        [datasetId],
      )
      await client.query('VACUUM ANALYZE')
      await client.query('INSERT INTO bench_progress VALUES (-1)')
    }
    await addCallsAndTags(client, datasetId, say)
    await addExport(client, datasetId, say)
    return datasetId
  } finally {
    await client.end()
  }
}

async function prepare(client: Client): Promise<string> {
  await client.query('CREATE TABLE IF NOT EXISTS bench_progress (chunk int PRIMARY KEY)')
  await client.query('CREATE TABLE IF NOT EXISTS bench_indexes (name text PRIMARY KEY, definition text NOT NULL)')
  for (const id of reviewers) {
    await client.query(`INSERT INTO "User" (id, name, email, "updatedAt") VALUES ($1, $1, $1 || '@example.org', now()) ON CONFLICT DO NOTHING`, [id])
  }
  await client.query(`INSERT INTO "Dataset" (id, name, "updatedAt") VALUES ($1, $2, now()) ON CONFLICT DO NOTHING`, [newId(), datasetName])
  const { rows } = await client.query<{ id: string }>('SELECT id FROM "Dataset" WHERE name = $1', [datasetName])
  if (!rows[0]) throw new Error('there is no dataset')
  return rows[0].id
}

async function chunksDone(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM bench_progress WHERE chunk >= 0')
  return rows[0]?.n ?? 0
}

async function copyChunk(client: Client, datasetId: string, seeds: readonly Seed[], n: number, pairs: number): Promise<void> {
  const rows: CopiedRows = { pairs: [], constraints: [], decisions: [] }
  for (let pair = n * chunk; pair < Math.min((n + 1) * chunk, pairs); pair += 1) rowsOfPair(pair, datasetId, seeds, rows)
  await client.query('BEGIN')
  await copy(client, `COPY "Pair" (${copiedColumns.Pair}) FROM STDIN`, rows.pairs)
  await copy(client, `COPY "Constraint" (${copiedColumns.Constraint}) FROM STDIN`, rows.constraints)
  await copy(client, `COPY "Decision" (${copiedColumns.Decision}) FROM STDIN`, rows.decisions)
  await client.query('INSERT INTO bench_progress VALUES ($1)', [n])
  await client.query('COMMIT')
}

async function copy(client: Client, sql: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(sql))
  for (let at = 0; at < lines.length; at += 500) {
    if (!stream.write(`${lines.slice(at, at + 500).join('\n')}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

/** Drops what can be built again in one go, and writes down how. */
async function setIndexesAside(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO bench_indexes SELECT indexname, indexdef FROM pg_indexes i
     WHERE tablename = ANY($1) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname) ON CONFLICT DO NOTHING`,
    [filled],
  )
  const { rows } = await client.query<{ name: string }>('SELECT name FROM bench_indexes')
  for (const { name } of rows) await client.query(`DROP INDEX IF EXISTS "${name}"`)
}

async function buildIndexes(client: Client, say: (text: string) => void): Promise<void> {
  await client.query(`SET maintenance_work_mem = '1GB'`)
  const { rows } = await client.query<{ name: string; definition: string }>('SELECT name, definition FROM bench_indexes ORDER BY name')
  for (const { name, definition } of rows) {
    const begun = performance.now()
    await client.query(definition.replace(/INDEX "/, 'INDEX IF NOT EXISTS "'))
    await client.query('DELETE FROM bench_indexes WHERE name = $1', [name])
    say(`index ${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  }
}
