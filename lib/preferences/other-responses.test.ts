import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { otherResponses } from './other-responses.ts'

ownDatabase()

const many = 4000

/** So many pairs with one instruction, each with its input; the number of rows of Pair that a look-up for 25 of them reads, and what it finds. */
async function lookUp(input: Prisma.Sql, planned: boolean): Promise<{ read: number; found: Map<string, { text: string }[]> }> {
  const { id: datasetId } = await createDataset(null, { name: randomUUID() })
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, input, response, "responseWords")
    SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 'x', 'Answer the question about the following text.', ${input}, 'Answer ' || n, 2 FROM generate_series(1, ${many}::int) n`
  if (planned) await db().$executeRaw`ANALYZE "Pair"`
  const pairs = await db().pair.findMany({ where: { datasetId }, take: 25, select: { id: true } })
  return db().$transaction(async (tx) => {
    // The connection's counts may still have those of its transactions before, which it has not handed on.
    const before = await readSoFar(tx)
    const found = await otherResponses(tx, datasetId, pairs.map(({ id }) => id))
    return { read: (await readSoFar(tx)) - before, found }
  })
}

async function readSoFar(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ read: number }[]>`SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'Pair'`
  return row?.read ?? 0
}

it.each([false, true])('reads next to nothing where thousands share an instruction, each with another input (after ANALYZE: %s)', async (planned) => {
  const { read, found } = await lookUp(Prisma.sql`'Text ' || n`, planned)
  expect(found.size).toBe(0)
  expect(read).toBeGreaterThanOrEqual(25)
  expect(read).toBeLessThan(100)
})

it.each([false, true])('reads no more than it answers with where thousands ask the very same (after ANALYZE: %s)', async (planned) => {
  const { read, found } = await lookUp(Prisma.sql`NULL`, planned)
  expect([...found.values()].map((others) => others.length)).toEqual(Array.from({ length: 25 }, () => 20))
  expect(read).toBeLessThan(25 * 30)
})

it('tells no input from an empty one', async () => {
  const { found } = await lookUp(Prisma.sql`CASE WHEN n = 1 THEN '' END`, false)
  expect([...found.values()].flat().map(({ text }) => text)).not.toContain('Answer 1')
})
