import { readFile } from 'node:fs/promises'
import type { PoolClient } from 'pg'
import { findChecker } from '#lib/constraints/registry.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'

/** The constraints of each pair: two that a program proved, with the verdict kept, and two that people accepted. */
const constraints = [
  { type: 'length.words', text: 'Use at least 100 words.', checkerId: 'pincer:word_count', kwargs: { min: 100 }, outcome: 'pass' },
  { type: 'punctuation.absent', text: 'Do not use any commas.', checkerId: 'pincer:punctuation_absent', kwargs: { mark: 'comma' }, outcome: 'pass' },
  { type: 'style.tone', text: 'Write in a neutral tone.' },
  { type: 'style.audience', text: 'Write for readers who are new to this.' },
]

/** How many texts there are; each pair's has its number in it. */
const bodies = 1999
/** So many pairs are of one transaction. */
const chunk = 20_000
const datasetName = 'Bench of exports'

/**
 * Makes a dataset with so many pairs, each with four accepted constraints that hold: some three minutes for a million. Killed and called again it goes on
 * with the chunk it was at, and what is there is not made again. No trigger runs for each statement: what they would have kept is the same for every
 * pair, and written so. Of the indexes those that no export reads are left out, and the others built at the end. Returns the dataset's id.
 */
export async function acceptedPairs(pairs: number): Promise<string> {
  const client = await pool().connect()
  try {
    const datasetId = (await db().dataset.findUnique({ where: { name: datasetName } }))?.id ?? (await createDataset(null, { name: datasetName, license: 'CC0-1.0' })).id
    await client.query('CREATE TABLE IF NOT EXISTS bench_progress (chunk int PRIMARY KEY)')
    const done = (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM bench_progress')).rows[0]?.n ?? 0
    if (done * chunk >= pairs) return datasetId
    await leaveIndexesOut(client)
    await makeBodies(client)
    // Neither foreign keys nor triggers.
    await client.query('SET session_replication_role = replica')
    for (let n = done; n * chunk < pairs; n++) await addChunk(client, datasetId, n, Math.min(pairs, (n + 1) * chunk))
    await client.query('RESET session_replication_role')
    await client.query(`SET maintenance_work_mem = '1GB'`)
    await client.query('CREATE INDEX IF NOT EXISTS bench_types ON "Constraint" ("datasetId", type, "pairId", status, outcome, "outcomeBy", origin)')
    await client.query('CREATE INDEX IF NOT EXISTS bench_statuses ON "Constraint" ("datasetId", status, "pairId")')
    await client.query('VACUUM ANALYZE "Pair", "Constraint", "Verdict", "AcceptedLine"')
    return datasetId
  } finally {
    client.release()
  }
}

/** Drops what an import would have to keep and an export does not look at: it takes most of the time. */
async function leaveIndexesOut(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT indexname AS name FROM pg_indexes i JOIN pg_index x ON x.indexrelid = format('%I', i.indexname)::regclass
     WHERE tablename IN ('Pair', 'Constraint', 'Verdict') AND NOT x.indisunique`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`)
}

async function makeBodies(client: PoolClient): Promise<void> {
  const words = (await readFile(new URL('../prisma/sample/pairs.jsonl', import.meta.url), 'utf8')).match(/[a-z]{3,9}/g) ?? []
  const textOf = (n: number, length: number): string => Array.from({ length }, (_, i) => words[(n * 31 + i * 7) % words.length] ?? 'word').join(' ')
  const texts = Array.from({ length: bodies }, (_, n) => ({ n, task: textOf(n, 12), answer: textOf(n + 1, 140) }))
  await client.query('CREATE TEMPORARY TABLE body AS SELECT * FROM json_to_recordset($1::json) AS row (n int, task text, answer text)', [JSON.stringify(texts)])
}

/** Pairs from `n` chunks on, up to and with the pair of this number. */
async function addChunk(client: PoolClient, datasetId: string, n: number, last: number): Promise<void> {
  const stated = constraints.map((constraint, position) => ({ position, checkerVersion: findChecker(constraint.checkerId ?? '')?.version ?? null, ...constraint }))
  await client.query('BEGIN')
  await client.query(
    `CREATE TEMPORARY TABLE added ON COMMIT DROP AS SELECT uuidv7() AS id, pair.n, encode(sha256(convert_to(pair.n::text, 'UTF8')), 'hex') AS hash FROM generate_series($1::int, $2::int) AS pair (n)`,
    [n * chunk + 1, last],
  )
  await client.query(
    `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", "constraintCount", "acceptedCount")
     SELECT added.id, $1::uuid, hash, 'bench', 'Task ' || added.n || ': ' || body.task || '.', 'Answer ' || added.n || '. ' || body.answer || '.', 142, ${constraints.length}, ${constraints.length}
     FROM added JOIN body ON body.n = added.n % ${bodies} ORDER BY added.n`,
    [datasetId],
  )
  await client.query(
    `CREATE TEMPORARY TABLE stated ON COMMIT DROP AS SELECT uuidv7() AS id, added.id AS "pairId", added.hash, made.*
     FROM added, json_to_recordset($1::json) AS made (position int, type text, text text, "checkerId" text, "checkerVersion" int, kwargs jsonb, outcome "VerdictOutcome")`,
    [JSON.stringify(stated)],
  )
  await client.query(
    `INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, "checkerId", "checkerVersion", kwargs, status, outcome, "outcomeBy", fingerprint)
     SELECT id, $1::uuid, "pairId", position, type, text, 'rule', "checkerId", "checkerVersion", kwargs, 'accepted', outcome, CASE WHEN outcome IS NOT NULL THEN 'rule'::"VerdictMethod" END, repeat(position::text, 32)
     FROM stated`,
    [datasetId],
  )
  await client.query(
    `INSERT INTO "Verdict" (id, "constraintId", text, "contentHash", method, outcome, "checkerId", "checkerVersion", kwargs, detail)
     SELECT uuidv7(), id, text, hash, 'rule', outcome, "checkerId", "checkerVersion", kwargs, '' FROM stated WHERE "checkerId" IS NOT NULL`,
  )
  // As the triggers make them: the line of one is the line of all.
  await client.query('INSERT INTO "AcceptedLine" ("pairId", line) SELECT id, coalesce((SELECT line FROM "AcceptedLine" LIMIT 1), (SELECT line FROM "AcceptedLineNow" WHERE "pairId" = (SELECT id FROM added LIMIT 1))) FROM added ORDER BY n')
  await client.query('INSERT INTO bench_progress VALUES ($1)', [n])
  await client.query('COMMIT')
}
