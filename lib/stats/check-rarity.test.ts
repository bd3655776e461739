import { expect, it } from 'vitest'
import { probes, rarityOf } from '#lib/constraints/rarity.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe } from '#lib/datasets/build-filter.ts'
import { bitsSql, buildStageSql } from '#lib/datasets/build-stages.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { countRarities } from './check-rarity.ts'
import { ada, curatedDataset } from './curated.fixture.ts'

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
  await countRarities()
  await countRarities()
  expect(await db().checkAsked.count()).toBe(0)
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

it('knows of a check that a constraint gets later, once somebody asks, and notes none of a kind that the corpus was not measured for', async () => {
  const datasetId = await curatedDataset(false)
  await countRarities()
  const [short, tone] = await Promise.all(['length.words', 'style.tone'].map((type) => db().constraint.findFirstOrThrow({ where: { datasetId, type } })))
  await db().constraint.update({ where: { id: short?.id ?? '' }, data: { kwargs: { max: 7 } } })
  await db().constraint.update({ where: { id: short?.id ?? '' }, data: { status: 'flagged' } })
  await db().constraint.update({ where: { id: tone?.id ?? '' }, data: { checkerId: 'pincer:contains', kwargs: { max: 3 } } })
  expect(await db().checkAsked.findMany({ select: { checkerId: true, kwargs: true } })).toEqual([{ checkerId: 'pincer:word_count', kwargs: { max: 7 } }])
  const rows = async (minBits: number) => (await browsePairs(datasetId, await filterSeenBy(ada, datasetId, { minBits, maxBits: minBits }), { sort: 'oldest', limit: 10 })).rows.map(({ id }) => id)
  const bits = rarityOf({ id: 'pincer:word_count', kwargs: { max: 7 } })?.bits ?? 0
  expect(await rows(Math.round(bits * 1000) / 1000)).toEqual([short?.pairId])
  const of = await db().$queryRaw<{ id: string }[]>`SELECT id FROM unnest(${[...new Set(probes.map(({ id }) => id)), 'pincer:contains']}::text[]) id WHERE has_rarity(id)`
  expect(of.map(({ id }) => id).toSorted()).toEqual([...new Set(probes.map(({ id }) => id))].toSorted())
})
