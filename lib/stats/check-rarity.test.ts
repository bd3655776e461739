import { expect, it } from 'vitest'
import { buildRecipe } from '#lib/datasets/build-filter.ts'
import { bitsSql, buildStageSql } from '#lib/datasets/build-stages.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { checksOf, countRarities } from './check-rarity.ts'
import { curatedDataset } from './curated.fixture.ts'

ownDatabase()

/** What Postgres goes by in an index, by its plan. */
async function indexConditions(sql: Prisma.Sql): Promise<string[]> {
  const rows = await db().$queryRaw<{ 'QUERY PLAN': unknown }[]>`EXPLAIN (FORMAT JSON) ${sql}`
  return JSON.stringify(rows).match(/"Index Cond":"(?:[^"\\]|\\.)*"/gu) ?? []
}

it('knows each check once, and finds it by the whole key', async () => {
  const datasetId = await curatedDataset()
  // As many of one checker as a large dataset has: the checker alone would not do.
  await db().$executeRaw`INSERT INTO "CheckRarity" ("checkerId", kwargs, bits) SELECT 'pincer:many', md5(n::text), 1 FROM generate_series(1, 20000) AS n`
  await db().$executeRaw`ANALYZE "CheckRarity"`
  const pairs = Prisma.sql`(SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid)`
  await countRarities(checksOf(pairs))
  await countRarities(checksOf(pairs))
  const known = await db().$queryRaw<{ bits: number | null }[]>`SELECT ${bitsSql} AS bits FROM ${pairs} s JOIN "Constraint" c ON c."pairId" = s.id WHERE c."checkerId" IS NOT NULL`
  expect(known).toHaveLength(40)
  for (const { bits } of known) expect(bits).toBeGreaterThan(0)
  const stage = buildStageSql(buildRecipe.parse({ decision: 'open', least: 4, bits: 3 }), undefined)
  for (const sql of [Prisma.sql`SELECT ${stage} FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid`, Prisma.sql`SELECT ${bitsSql} FROM "Constraint" c`]) {
    const conditions = (await indexConditions(sql)).filter((condition) => condition.includes('md5'))
    expect(conditions).toHaveLength(1)
    expect(conditions[0]).toMatch(/checkerId.* AND .*kwargs.*=/u)
  }
})
