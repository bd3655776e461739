import fc from 'fast-check'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { db, pool, type Tx } from '#lib/db/client.ts'
import { copyIn, type Cell } from '#lib/db/copy-in.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()
beforeAll(async () => void (await pool().query('CREATE TABLE copied (n int, t text, j jsonb, f float8, b boolean)')))
afterEach(async () => void (await pool().query('TRUNCATE copied')))

const copy = (tx: Tx, rows: readonly (readonly Cell[])[]) => copyIn(tx, 'copied', 'n, t, j, f, b', rows)
const copied = async () => (await pool().query('SELECT n, t, j::text, f, b FROM copied ORDER BY n')).rows
/** JSON values as Postgres writes them when they came as parameters: what JSON.parse makes of odd names is another question. */
const written = async (values: readonly unknown[]) =>
  (await pool().query<{ j: string | null }>('SELECT j::jsonb::text AS j FROM unnest($1::text[]) WITH ORDINALITY AS v (j, n) ORDER BY n', [values.map((value) => (value === null ? null : JSON.stringify(value)))])).rows.map(({ j }) => j)

/** Texts that Postgres can hold, with many of the signs that mean something to COPY. */
const text = fc.oneof(fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', '.', '\u0001', '"', 'ä', '😀', ' ') }), fc.string({ unit: 'grapheme' })).map((t) => t.replaceAll('\u0000', ''))

it('stores every text, number and JSON value as it is', async () => {
  const row = fc.record({ t: fc.option(text), j: fc.option(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text))).map((o) => ({ ...o }))), f: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), b: fc.option(fc.boolean()) })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      await pool().query('TRUNCATE copied')
      expect(await db().$transaction((tx) => copy(tx, rows.map(({ t, j, f, b }, n) => [n, t, j, f, b])))).toBe(true)
      const j = await written(rows.map((row) => row.j))
      // The text of -0 is 0.
      expect(await copied()).toEqual(rows.map(({ t, f, b }, n) => ({ n, t, j: j[n], f: f === null ? null : f + 0, b })))
    }),
    { numRuns: 60 },
  )
})

it('writes within the transaction: what is taken back is gone, and what is larger than a bundle arrives whole', async () => {
  const long = 'a\\b\n'.repeat(50_000)
  const rows = Array.from({ length: 5 }, (_, n) => [n, long, null, null, null])
  const work = db().$transaction(async (tx) => {
    await copy(tx, rows)
    expect(await tx.$queryRaw`SELECT count(*)::int AS n FROM copied`).toEqual([{ n: 5 }])
    throw new Error('taken back')
  })
  await expect(work).rejects.toThrow('taken back')
  expect(await copied()).toEqual([])
  await db().$transaction((tx) => copy(tx, rows))
  expect((await copied()).map(({ t }) => t === long)).toEqual([true, true, true, true, true])
})

it('tells of what the database refuses, and leaves the connections as they were', async () => {
  await expect(db().$transaction((tx) => copy(tx, [[1, 'x', null, null, null], ['no number', 'y', null, null, null]]))).rejects.toThrow(/invalid input syntax for type integer/)
  expect(await copied()).toEqual([])
  await Promise.all(Array.from({ length: 12 }, (_, n) => db().$transaction((tx) => copy(tx, [[n, 'x', null, null, null]]))))
  expect(await copied()).toHaveLength(12)
})

it('writes nothing over a connection that is not the transaction\'s', async () => {
  // As behind a pooler: the server's process is known by another connection.
  const known = globalThis.pincerConnections?.byProcess
  if (!known) throw new Error('there are no connections')
  const real = new Map(known)
  const other = await pool().connect()
  try {
    for (const id of known.keys()) known.set(id, other)
    const done = await db().$transaction(async (tx) => copy(tx, [[1, 'x', null, null, null]]))
    expect(done).toBe(false)
    expect(await copied()).toEqual([])
  } finally {
    for (const [id, client] of real) known.set(id, client)
    other.release()
  }
})
