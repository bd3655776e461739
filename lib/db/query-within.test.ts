import { expect, it } from 'vitest'
import { pool } from '#lib/db/client.ts'
import { queryWithin } from '#lib/db/query-within.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('gives up a query that takes too long, and leaves the others their time', async () => {
  expect(await queryWithin('SELECT pg_sleep(600)', [], 5)).toBeNull()
  expect(await queryWithin('SELECT $1::int AS n', [3], 60_000)).toEqual([{ n: 3 }])
  expect(await queryWithin('SELECT 1 AS n', [], 0)).toBeNull()
  const { rows } = await pool().query<{ statement_timeout: string }>('SHOW statement_timeout')
  expect(rows[0]?.statement_timeout).toBe('0')
})

it('throws what is wrong with a query, and writes nothing', async () => {
  await expect(queryWithin('SELECT 1 / 0', [], 60_000)).rejects.toThrow('division by zero')
  await expect(queryWithin('CREATE TABLE never (n int)', [], 60_000)).rejects.toThrow('read-only')
})
