import { expect, it } from 'vitest'
import { pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { warmUp } from '#lib/db/warm-up.ts'

ownDatabase()

const going = (): AbortSignal => new AbortController().signal

it('reads great tables and their indexes once, indexes first, and no more than it may', async () => {
  expect(await warmUp(going(), 2 ** 30)).toBe(0)
  await pool().query(`CREATE TABLE great AS SELECT n, repeat('x', 500) AS text FROM generate_series(1, 60000) AS n; CREATE INDEX great_n ON great (n); CREATE TABLE slight AS SELECT 1 AS n`)
  const { rows: [size] } = await pool().query<{ rows: number; index: number }>(`SELECT (pg_relation_size('great') / 8192)::int AS rows, (pg_relation_size('great_n') / 8192)::int AS index`)
  expect(await warmUp(going(), 2 ** 30)).toBe((size?.rows ?? 0) + (size?.index ?? 0))
  expect(await warmUp(going(), 200 * 8192)).toBe(200)
  expect(await warmUp(going(), 0)).toBe(0)
})

it('reads nothing once it is told to stop', async () => {
  await pool().query(`CREATE TABLE more AS SELECT n, repeat('x', 500) AS text FROM generate_series(1, 40000) AS n`)
  expect(await warmUp(AbortSignal.abort(), 2 ** 30)).toBe(0)
})
