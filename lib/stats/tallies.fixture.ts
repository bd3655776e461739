import { Client } from 'pg'

/**
 * Changes one dataset's rows without end, several statements a transaction, every third of them taken back: for a process that is killed.
 * node tallies.fixture.ts DATABASE_URL DATASET_ID
 */
const [url, datasetId] = process.argv.slice(2)
const client = new Client({ connectionString: url })
await client.connect()
for (let turn = 0; ; turn += 1) {
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
     SELECT gen_random_uuid(), $1, md5(random()::text) || md5(random()::text), 'killed', 'Ask', 'Answer', $2 FROM generate_series(1, 5)`,
    [datasetId, turn % 300],
  )
  await client.query(`UPDATE "Pair" SET language = CASE language WHEN 'de' THEN 'fr' ELSE 'de' END, "acceptedCount" = 1 - "acceptedCount" WHERE "datasetId" = $1 AND source = 'killed'`, [datasetId])
  await client.query(`UPDATE "Constraint" SET outcome = CASE WHEN outcome = 'pass' THEN 'fail' ELSE 'pass' END::"VerdictOutcome" WHERE "datasetId" = $1 AND position = $2`, [datasetId, turn % 2])
  await client.query('SELECT fold_tallies($1)', [datasetId])
  await client.query(turn % 3 === 2 ? 'ROLLBACK' : 'COMMIT')
  process.stdout.write('.')
}
