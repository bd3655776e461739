import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#lib/db/migrate.ts'
import { readMigrations, toMigrationList } from '#lib/db/migration-files.ts'
import { schemaDifference } from '#lib/db/schema-difference.ts'
import { noFilter, openSchemaEngine } from '#lib/db/schema-engine.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from '#lib/db/testing.ts'

let database: TestDatabase
let folder = ''
beforeEach(async () => {
  database = await emptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'pincer-migrations-'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

async function rows(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('migrate', () => {
  test('applies what is due, in order, once', async () => {
    write('2_second', 'ALTER TABLE t ADD COLUMN b int')
    write('1_first', 'CREATE TABLE t (a int)')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['1_first', '2_second'] })
    expect(await migrate(database.url, folder)).toEqual({ applied: [] })
    write('3_third', 'ALTER TABLE t ADD COLUMN c int')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['3_third'] })
  })

  test('is done by exactly one of several starts at once', async () => {
    write('1_first', 'CREATE TABLE t (a int); SELECT pg_sleep(0.2)')
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)))
    expect(results.flatMap(({ applied }) => applied)).toEqual(['1_first'])
  })

  test('takes semicolons in strings, comments and function bodies for what they are', async () => {
    write('1_first', `-- one; two\nCREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;`)
    await migrate(database.url, folder)
    expect(await rows('SELECT f() AS f')).toEqual([{ f: 'a;b' }])
  })

  test('leaves nothing of a migration that fails, and goes on from there once it is mended', async () => {
    write('1_first', 'CREATE TABLE t (a int)')
    write('2_second', 'CREATE TABLE u (a int); SELECT 1 / 0')
    await expect(migrate(database.url, folder)).rejects.toThrow(/2_second could not be applied, and nothing of it was: division by zero/)
    expect(await rows("SELECT to_regclass('u') AS u")).toEqual([{ u: null }])
    write('2_second', 'CREATE TABLE u (a int)')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['2_second'] })
  })

  test('says that data is brought up to date and which step takes long, and nothing of a new database', async () => {
    const said: string[] = []
    const say = (sentence: string) => void said.push(sentence)
    write('1_first', 'CREATE TABLE t (a int)')
    await migrate(database.url, folder, say)
    expect(said).toEqual([])
    write('2_second', 'SELECT pg_sleep(3.3)')
    write('3_third', 'CREATE TABLE u (a int)')
    await migrate(database.url, folder, say)
    expect(said).toEqual(['The database is brought up to date: 2 steps.', expect.stringMatching(/^Step 1 of 2 \(2_second\) is at work/)])
    await migrate(database.url, folder, say)
    expect(said).toHaveLength(2)
  })

  test('refuses a database that a newer version has migrated', async () => {
    write('1_first', 'CREATE TABLE t (a int)')
    write('9_future', 'CREATE TABLE u (a int)')
    await migrate(database.url, folder)
    rmSync(join(folder, '9_future'), { recursive: true })
    write('2_second', 'CREATE TABLE v (a int)')
    await expect(migrate(database.url, folder)).rejects.toThrow(/newer than this Pincer.*9_future/)
  })

  test('refuses when a migration was changed after it was applied', async () => {
    write('1_first', 'CREATE TABLE t (a int)')
    await migrate(database.url, folder)
    write('1_first', 'CREATE TABLE t (a bigint)')
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first was changed/)
  })

  test('refuses to build on a migration that Prisma says broke off', async () => {
    write('1_first', 'CREATE TABLE t (a int)')
    await migrate(database.url, folder)
    await rows('UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first broke off/)
  })

  test('leaves records that Prisma agrees with', async () => {
    await migrate(database.url)
    const engine = await openSchemaEngine(database.url)
    const migrationsList = toMigrationList(readMigrations())
    expect(await engine.applyMigrations({ migrationsList, filters: noFilter })).toEqual({ appliedMigrationNames: [] })
    const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: noFilter })
    expect(history).toMatchObject({ history: null, failedMigrationNames: [], editedMigrationNames: [], hasMigrationsTable: true })
    engine.free()
  })
})

describe('the migrations of the checkout', () => {
  test('lead to prisma/schema.prisma', async () => {
    const { exitCode, stdout } = await schemaDifference(database.url)
    expect(exitCode, `run "npm run migration NAME"; missing:\n${stdout}`).toBe(0)
  })
})

describe('testDatabase', () => {
  test('gives migrated databases that know nothing of each other', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()])
    expect(one.url).not.toBe(other.url)
    expect(await migrate(one.url)).toEqual({ applied: [] })
    await Promise.all([one.drop(), other.drop()])
  })
})
