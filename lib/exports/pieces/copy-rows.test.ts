import type { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowAt, type CopiedRow } from '#lib/exports/copy-out.ts'
import { clientForRows, copyRows } from '#lib/exports/pieces/copy-rows.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let client: Client
beforeAll(async () => {
  client = clientForRows(process.env.DATABASE_URL ?? '')
  await client.connect()
})
afterAll(() => client.end())

async function rowsOf(sql: string): Promise<CopiedRow[]> {
  const rows: CopiedRow[] = []
  await copyRows(client, sql, (bytes, begin, end) => {
    // As who takes it keeps it: what has arrived is written over afterwards.
    rows.push(rowAt(Buffer.from(bytes.subarray(begin, end)), 0))
  })
  return rows
}

it('hands on every row as it is, however rows and what arrives at once part', async () => {
  const length = (n: number): number => (n % 97 === 5 ? 700_000 : (n * 37) % 4000)
  const rows = await rowsOf(`SELECT n::text, CASE WHEN n % 7 > 0 THEN 'ä語' || n END, '', repeat(chr(97 + n % 26), CASE WHEN n % 97 = 5 THEN 700000 ELSE (n * 37) % 4000 END) FROM generate_series(1, 3000) AS n`)
  const wanted = Array.from({ length: 3000 }, (_, at) => at + 1).map((n) => [String(n), n % 7 > 0 ? `ä語${n}` : null, '', String.fromCharCode(97 + (n % 26)).repeat(length(n))])
  expect(rows.length).toBe(wanted.length)
  for (const [at, row] of rows.entries()) if (row.join('\n') !== wanted[at]?.join('\n')) expect(row).toEqual(wanted[at])
})

it('leaves the connection as it was, also where there are no rows', async () => {
  expect(await rowsOf(`SELECT 'a' WHERE false`)).toEqual([])
  expect(await rowsOf(`SELECT 'a'`)).toEqual([['a']])
  expect((await client.query(`SELECT 'b' AS answer`)).rows).toEqual([{ answer: 'b' }])
})

it('throws what the database answers, at once or in the middle of rows, and can be asked again', async () => {
  await expect(rowsOf('SELECT nothing')).rejects.toThrow('column "nothing" does not exist')
  await expect(rowsOf(`SELECT (1 / (5000 - n))::text || repeat('x', 900) FROM generate_series(1, 9000) AS n`)).rejects.toThrow('division by zero')
  expect(await rowsOf(`SELECT 'c'`)).toEqual([['c']])
})

it('throws what whoever takes a row throws', async () => {
  const other = clientForRows(process.env.DATABASE_URL ?? '')
  await other.connect()
  await expect(copyRows(other, `SELECT 'd'`, () => {
    throw new Error('no room')
  })).rejects.toThrow('no room')
  await other.end()
})
