/**
 * Writes the next migration: what is between the migrations there are and prisma/schema.prisma.
 * node scripts/make-migration.ts NAME
 * Applies nothing. Runs on a database of its own that is thrown away.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '#lib/db/embedded.ts'
import { lockContent, migrationsFolder, readMigrations } from '#lib/db/migration-files.ts'
import { schemaDifference } from '#lib/db/schema-difference.ts'
import { temporaryHome } from '#lib/db/temporary-home.ts'

const name = process.argv[2]?.toLowerCase().replace(/[^a-z0-9]+/g, '_')
if (!name) {
  console.error('usage: node scripts/make-migration.ts NAME')
  process.exit(2)
}

const sql = await difference()
if (sql === null) {
  console.error('The migrations say already what prisma/schema.prisma says: nothing to write.')
  process.exit(0)
}
const folder = join(migrationsFolder, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'migration.sql'), withExtensions(sql))
writeFileSync(join(migrationsFolder, 'migration_lock.toml'), lockContent)
console.log(`${join(folder, 'migration.sql')} written. Read it before you commit it.`)

async function difference(): Promise<string | null> {
  const home = temporaryHome()
  const postgres = await startEmbedded({ dataDir: home.path, durable: false })
  try {
    const { exitCode, stdout } = await schemaDifference(postgres.url)
    return exitCode === 0 ? null : stdout
  } finally {
    await postgres.stop()
    home.remove()
  }
}

/** Prisma does not say which extension an operator class comes from. */
function withExtensions(script: string): string {
  const known = readMigrations().map((migration) => migration.sql).join('\n')
  const extensions = [['gin_trgm_ops', 'pg_trgm']] as const
  const missing = extensions.filter(([sign, extension]) => script.includes(sign) && !known.includes(`EXTENSION IF NOT EXISTS ${extension}`))
  return missing.map(([, extension]) => `-- Comes with Postgres; a database's owner may create it.\nCREATE EXTENSION IF NOT EXISTS ${extension};\n\n`).join('') + script
}
