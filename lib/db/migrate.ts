import { randomUUID } from 'node:crypto'
import { Client, DatabaseError } from 'pg'
import { z } from 'zod'
import { migrationsFolder, readMigrations, type MigrationFile } from '#lib/db/migration-files.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'

const lockKey = 1_346_981_699 // "PINC"; any number that nobody else locks by in this database
/** A step that takes longer is named, so that nobody thinks that nothing happens. */
const tellAfterMs = 3000
const recordedRow = z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() })
type Recorded = z.infer<typeof recordedRow>

/**
 * Brings a database to the schema of this checkout. Each migration and its record in `_prisma_migrations` are one
 * transaction: it is there whole or not at all. Safe to call from several processes at once: the first does the work, the
 * others find it done. The records are those that Prisma writes, so `prisma migrate deploy` agrees with them.
 * Throws DatabaseProblem when the database holds something that these migrations cannot start from.
 *
 * `say` hears what a person who waits would want to know: that a database with data in it is brought up to date, and which step takes long.
 *
 * Prisma's engine does not do it, because its Postgres adapter cuts scripts at every semicolon (see schema-engine.ts).
 */
export async function migrate(
  databaseUrl: string,
  folder: string = migrationsFolder,
  say: (sentence: string) => void = () => undefined,
): Promise<{ applied: string[] }> {
  const wanted = readMigrations(folder)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    if (isDone(wanted, await readRecorded(client))) return { applied: [] }
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    const recorded = await readRecorded(client)
    refuseUnknown(wanted, recorded)
    const done = new Set(recorded.map(({ name }) => name))
    const due = wanted.filter(({ name }) => !done.has(name))
    const told = recorded.length > 0 ? say : () => undefined
    if (due.length > 0) told(`The database is brought up to date: ${due.length === 1 ? 'one step' : `${due.length} steps`}.`)
    for (const [n, migration] of due.entries()) {
      const long = setTimeout(told, tellAfterMs, `Step ${n + 1} of ${due.length} (${migration.name}) is at work; a great database takes minutes. Stopped now, the step is done again at the next start.`)
      await apply(client, migration).finally(() => clearTimeout(long))
    }
    return { applied: due.map(({ name }) => name) }
  } finally {
    // Ends the session, and with it the lock.
    await client.end()
  }
}

/** Migrations of the database that this checkout does not have, that were changed meanwhile, or that broke off: none may be passed over. */
function refuseUnknown(wanted: readonly MigrationFile[], recorded: readonly Recorded[]): void {
  const checksums = new Map(wanted.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum, finished } of recorded) {
    if (!checksums.has(name)) {
      throw new DatabaseProblem(
        `The database is newer than this Pincer: it has the migration ${name}, which this version does not know. ` +
          'Start the newer version, or use another database (DATABASE_URL or PINCER_HOME).',
      )
    }
    if (!finished) {
      throw new DatabaseProblem(
        `The migration ${name} broke off half-way (not by Pincer, which applies all or nothing). Restore the database from a backup, or, when you have repaired it by hand, ` +
          `say so with "npx prisma migrate resolve --applied ${name}".`,
      )
    }
    if (checksums.get(name) !== checksum) {
      throw new DatabaseProblem(`The migration ${name} was changed after it was applied to this database. Restore prisma/migrations/${name} as it was.`)
    }
  }
}

function isDone(wanted: readonly MigrationFile[], recorded: readonly Recorded[]): boolean {
  const done = new Map(recorded.map((row) => [row.name, row]))
  return (
    done.size === wanted.length &&
    wanted.every(({ name, checksum }) => done.get(name)?.finished === true && done.get(name)?.checksum === checksum)
  )
}

async function readRecorded(client: Client): Promise<Recorded[]> {
  try {
    const { rows } = await client.query(
      'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    return z.array(recordedRow).parse(rows)
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42P01') return []
    throw error
  }
}

async function apply(client: Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  const startedAt = new Date()
  await client.query('BEGIN')
  try {
    await client.query(recordsTable)
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, now(), $3, $4, 1)`,
      [randomUUID(), checksum, name, startedAt],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    if (!(error instanceof DatabaseError)) throw error
    throw new DatabaseProblem(`The migration ${name} could not be applied, and nothing of it was: ${error.message}.`)
  }
}

/** As Prisma makes it. */
const recordsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
