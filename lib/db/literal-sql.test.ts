import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { literalSql } from './literal-sql.ts'

ownDatabase()

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom("'", "''; DROP TABLE x; --", '\\', "\\'", 'E\\', '$$', '%_\\%', '"', '\n'),
).filter((value) => !value.includes('\0') && value.isWellFormed())

it('writes any text, number and list so that the database reads the same', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer(), fc.array(text, { maxLength: 5 }), async (one, n, list) => {
      const sql = literalSql(Prisma.sql`SELECT ${one}::text AS one, ${n}::bigint::text AS n, ${list}::text[] AS list, ${null}::text IS NULL AS nothing`)
      const { rows } = await pool().query(sql)
      expect(rows).toEqual([{ one, n: String(n), list, nothing: true }])
    }),
    { numRuns: 200 },
  )
})

it('refuses what it does not know', () => {
  expect(() => literalSql(Prisma.sql`SELECT ${{ a: 1 }}`)).toThrow('cannot be written')
  expect(() => literalSql(Prisma.sql`SELECT ${Number.NaN}`)).toThrow('cannot be written')
})
