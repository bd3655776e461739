import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { EmbeddedPostgres } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

/** Where the bench's Postgres lies, and stays for the next time: PINCER_HOME, else a folder of its own. */
export function benchHome(): string {
  return process.env.PINCER_HOME ?? join(tmpdir(), 'pincer-bench-million')
}

/** A migrated database for so many pairs, made where it is not there; its address. Benches share it, so that it is filled once. */
export async function databaseOf(postgres: EmbeddedPostgres, pairs: number): Promise<string> {
  const name = `pairs_${pairs}`
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (rows.length === 0) await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  await migrate(url.href, undefined, (sentence) => console.error(sentence))
  return url.href
}
