import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { readMigrations, toMigrationList } from '#lib/db/migration-files.ts'
import { noFilter, openSchemaEngine } from '#lib/db/schema-engine.ts'

/**
 * What is between the checkout's migrations and prisma/schema.prisma: the SQL, and exit code 0 when there is none. Needs an empty database to work in. What an index has besides its keys is left
 * out: Prisma's schema cannot say it, and takes it for keys.
 */
export async function schemaDifference(databaseUrl: string): Promise<{ exitCode: number; stdout: string | null }> {
  const migrations = readMigrations().map((migration) => ({ ...migration, sql: migration.sql.replaceAll(/\s+INCLUDE \([^()]*\)/g, '') }))
  const engine = await openSchemaEngine(databaseUrl)
  const path = join(projectRoot, 'prisma', 'schema.prisma')
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', ...toMigrationList(migrations) },
    to: { tag: 'schemaDatamodel', files: [{ path, content: readFileSync(path, 'utf8') }] },
    script: true,
    exitCode: true,
    filters: noFilter,
  })
  engine.free()
  return { exitCode, stdout }
}
