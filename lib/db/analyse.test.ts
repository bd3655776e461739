import { expect, it } from 'vitest'
import { analyse } from '#lib/db/analyse.ts'
import { pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()

it('tells the planner of tables with many rows, and leaves small ones unknown, which are planned for as if they might grow', async () => {
  // Else the server itself might tell of one, once a minute.
  await pool().query(['many', 'few', 'none'].map((name) => `CREATE TABLE ${name} (n int) WITH (autovacuum_enabled = off)`).join(';'))
  await pool().query('INSERT INTO many SELECT generate_series(1, 1500); INSERT INTO few SELECT generate_series(1, 999)')
  await analyse(['none', 'few', 'many', 'missing'])
  const { rows } = await pool().query(`SELECT relname AS name, reltuples::int AS n FROM pg_class WHERE relname IN ('many', 'few', 'none') ORDER BY 1`)
  expect(rows).toEqual([{ name: 'few', n: -1 }, { name: 'many', n: 1500 }, { name: 'none', n: -1 }])
})
