import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { carriedByPair } from './carried-by-pair.ts'
import { curatedDataset } from './curated.fixture.ts'
import { facets } from './grid-axes.ts'
import { scopeOf } from './scope.ts'

ownDatabase()

/** Constraints of these types, drawn by lot, at the dataset's pairs; of the first ones most. */
async function addConstraints(datasetId: string, types: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "Constraint" SELECT (jsonb_populate_record(NULL::"Constraint", to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'pairId', p.id, 'fingerprint', md5(p.id || ' ' || n),
      'type', CASE WHEN n % 5 = 0 THEN 'length.words' WHEN n % 5 = 1 THEN 'Odd, "type" ' || n ELSE 'own.type-' || n END,
      'status', (ARRAY['pending', 'accepted', 'rejected', 'superseded', 'disputed', 'flagged'])[1 + abs(hashtext(p.id::text || n)) % 6]))).*
    FROM (SELECT * FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id LIMIT 1) c, "Pair" p, generate_series(1, ${types}::int) n
    WHERE p."datasetId" = ${datasetId}::uuid AND abs(hashtext(n || p.id::text)) % (n + 2) < 3`
}

it('counts each pair once, as a look at each of its constraints does', async () => {
  for (const types of [0, 30, 90]) {
    const datasetId = await curatedDataset()
    await addConstraints(datasetId, types)
    const { together, cells } = await carriedByPair(scopeOf(datasetId))
    const rows = await db().$queryRaw<{ id: string; type: string; words: number; language: string | null }[]>`
      SELECT DISTINCT p.id, c.type, p."responseWords" AS words, p.language FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId"
      WHERE c."datasetId" = ${datasetId}::uuid AND c.status NOT IN ('rejected', 'superseded')`
    const both = new Map<string, number>()
    const inCell = new Map<string, number>()
    for (const carried of Map.groupBy(rows, ({ id }) => id).values()) {
      const own = carried.map(({ type }) => type).toSorted()
      for (const [at, a] of own.entries()) for (const b of own.slice(at)) both.set(`${a}|${b}`, (both.get(`${a}|${b}`) ?? 0) + 1)
      const [{ words, language } = { words: 0, language: null }] = carried
      const band = [50, 150, 300].filter((from) => words >= from).length
      for (const facet of new Set(own.map((type) => type.split('.')[0] ?? '').filter((known) => facets.includes(known)))) {
        const key = `${facet}|${band}|${language}`
        inCell.set(key, (inCell.get(key) ?? 0) + 1)
      }
    }
    expect(Object.fromEntries(cells.map(({ facet, band, language, pairs }) => [`${facet}|${band}|${language}`, pairs]))).toEqual(Object.fromEntries(inCell))
    const counted = new Map(together.map(({ a, b, pairs }) => [`${a}|${b}`, pairs]))
    expect(counted.size).toBe(together.length)
    for (const [key, pairs] of counted) expect(pairs, key).toBe(both.get(key))
    const known = new Set(together.map(({ a }) => a))
    expect(known.size).toBe(Math.min(62, new Set(rows.map(({ type }) => type)).size))
    for (const key of both.keys()) if (key.split('|').every((type) => known.has(type))) expect(counted.has(key), key).toBe(true)
  }
})

it('counts nothing where nothing is', async () => {
  const datasetId = await curatedDataset()
  await db().$executeRaw`UPDATE "Constraint" SET status = 'superseded' WHERE "datasetId" = ${datasetId}::uuid`
  expect(await carriedByPair(scopeOf(datasetId))).toEqual({ together: [], cells: [] })
})
