import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { z } from 'zod'

export const templateName = 'pincer_template'

/** A database of a test's own. */
export interface TestDatabase {
  url: string
  /** Removes it, also from under connections that are still open. */
  drop(): Promise<void>
}

/**
 * A fresh, migrated, empty database, cloned in some 50 ms. Take one per test file (beforeAll), set DATABASE_URL to its url for
 * code that uses db(), and drop it in afterAll after disconnect(). Works within vitest only.
 */
export function testDatabase(): Promise<TestDatabase> {
  return databaseFrom(templateName)
}

/** An empty database, without any migration. */
export function emptyDatabase(): Promise<TestDatabase> {
  return databaseFrom('template0')
}

async function databaseFrom(template: string): Promise<TestDatabase> {
  const admin = await postgresOfRun()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // Copied as files: to log each page anew, which is usual, takes the processor four times as long.
  await execute(admin, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  return {
    url: onDatabase(admin, name),
    drop: () => execute(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/** The same address with another database. */
export function onDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Asks the global setup (testing-setup.ts), which starts Postgres at the first question. */
async function postgresOfRun(): Promise<string> {
  const port = Number(process.env.PINCER_TEST_POSTGRES)
  if (!port) throw new Error('testDatabase works within vitest, whose configuration names lib/db/testing-setup.ts')
  const answer: unknown = JSON.parse(await text(connect(port, '127.0.0.1')))
  const { url, problem } = z.object({ url: z.string().optional(), problem: z.string().optional() }).parse(answer)
  if (url === undefined) throw new Error(problem ?? 'no Postgres for this run')
  return url
}

async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
