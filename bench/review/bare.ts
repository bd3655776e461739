import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'

const chosen = 10_000
/** The least that a decision is: its row, the constraint's status and version, the pair's counts. Triggers that keep tallies run as they do for Pincer. */
const statements = {
  pick: 'SELECT "constraintId", "pairId" FROM bench_bare WHERE n =',
  constraint: (id: string) => `UPDATE "Constraint" SET status = 'accepted', version = version + 1, "decidedById" = 'bench-ada' WHERE id = ${id} RETURNING version AS made`,
  decision: (values: string) => `INSERT INTO "Decision" (id, "datasetId", "pairId", "constraintId", "reviewerId", kind, "seenVersion", "resultVersion", before, "elapsedMs") VALUES (${values})`,
  pair: (id: string) => `UPDATE "Pair" SET "undecidedCount" = "undecidedCount" - 1, "acceptedCount" = "acceptedCount" + 1 WHERE id = ${id}`,
}

/** How many bare transactions a second the same Postgres takes from so many clients, and who measured it. */
export async function bareDecisions(url: string, datasetId: string, { clients, seconds }: { clients: number; seconds: number }): Promise<{ perSecond: number; by: string }> {
  await chooseConstraints(url, datasetId)
  const program = findPgbench()
  if (program === null) return { perSecond: await byConnections(url, datasetId, clients, seconds), by: `the bare transaction over ${clients} connections of node-postgres (there is no pgbench here)` }
  return { perSecond: await byPgbench(program, url, datasetId, clients, seconds), by: `pgbench running the bare transaction, ${clients} clients` }
}

/** The last pairs of the dataset, which nobody is handed soon: one constraint of each, numbered. */
async function chooseConstraints(url: string, datasetId: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('DROP TABLE IF EXISTS bench_bare')
  await client.query(
    `CREATE TABLE bench_bare AS SELECT row_number() OVER ()::int AS n, c.id AS "constraintId", p.id AS "pairId"
     FROM (SELECT id FROM "Pair" WHERE "datasetId" = '${datasetId}' ORDER BY id DESC LIMIT ${chosen}) p
       CROSS JOIN LATERAL (SELECT id FROM "Constraint" WHERE "pairId" = p.id ORDER BY position LIMIT 1) c`,
  )
  await client.query('ALTER TABLE bench_bare ADD PRIMARY KEY (n)')
  await client.query('ANALYZE bench_bare')
  await client.end()
}

/** pgbench on PATH, where Debian keeps it, or beside the embedded server; null where there is none. */
function findPgbench(): string | null {
  const folder = '/usr/lib/postgresql'
  const installed = existsSync(folder) ? readdirSync(folder).toSorted().reverse().map((version) => join(folder, version, 'bin', 'pgbench')) : []
  return ['pgbench', ...installed].find((path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0) ?? null
}

async function byPgbench(program: string, url: string, datasetId: string, clients: number, seconds: number): Promise<number> {
  const script = join(tmpdir(), `pincer-bench-${randomUUID()}.sql`)
  const lines = [
    `\\set n random(1, ${chosen})`,
    `${statements.pick} :n \\gset`,
    'BEGIN;',
    `${statements.constraint(':constraintId')} \\gset`,
    `${statements.decision(`gen_random_uuid(), '${datasetId}', :pairId, :constraintId, 'bench-ada', 'accept', :made - 1, :made, '{}', 1500`)};`,
    `${statements.pair(':pairId')};`,
    'COMMIT;',
  ]
  await writeFile(script, `${lines.join('\n')}\n`)
  try {
    const { stdout } = await promisify(execFile)(program, ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script, url])
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (tps === undefined) throw new Error(`pgbench did not say how fast it was: ${stdout}`)
    return Number(tps)
  } finally {
    await rm(script, { force: true })
  }
}

async function byConnections(url: string, datasetId: string, clients: number, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  const work = async (): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    while (performance.now() < until) {
      const { rows: [row] } = await client.query<{ constraintId: string; pairId: string }>(`${statements.pick} ${1 + Math.floor(Math.random() * chosen)}`)
      if (!row) throw new Error('there are no constraints to decide')
      await client.query('BEGIN')
      const { rows: [updated] } = await client.query<{ made: number }>(statements.constraint(`'${row.constraintId}'`))
      const made = updated?.made ?? 1
      await client.query(statements.decision(`gen_random_uuid(), '${datasetId}', '${row.pairId}', '${row.constraintId}', 'bench-ada', 'accept', ${made - 1}, ${made}, '{}', 1500`))
      await client.query(statements.pair(`'${row.pairId}'`))
      await client.query('COMMIT')
      done += 1
    }
    await client.end()
  }
  await Promise.all(Array.from({ length: clients }, work))
  return done / seconds
}
