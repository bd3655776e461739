import { expect, it } from 'vitest'
import { countPairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { coverage } from './coverage.ts'
import { curatedDataset } from './curated.fixture.ts'
import { patterns } from './patterns.ts'

ownDatabase()

it('numbers of all pairs are as many as the rows they lead to, and of a filter that are counted on a sample about as many', async () => {
  const datasetId = await curatedDataset(false)
  const copies = 7000
  await db().$executeRaw`
    INSERT INTO "Pair" SELECT (jsonb_populate_record(NULL::"Pair", to_jsonb(p) || jsonb_build_object('id', gen_random_uuid(), 'contentHash', encode(sha256(n::text::bytea), 'hex'), 'source', CASE WHEN n % 7 = 0 THEN 'few' ELSE 'copied' END))).*
    FROM (SELECT * FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND "constraintCount" = 2 AND language = 'en' ORDER BY id LIMIT 1) p, generate_series(1, ${copies}) n`
  // A third of them carries no second constraint.
  await db().$executeRaw`
    INSERT INTO "Constraint" SELECT (jsonb_populate_record(NULL::"Constraint", to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'pairId', copy.id))).*
    FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId", LATERAL (SELECT o.id FROM "Pair" o WHERE o."datasetId" = ${datasetId}::uuid AND o.source IN ('copied', 'few') AND (c.position = 0 OR hashtext(o.id::text) % 3 <> 0)) copy
    WHERE p.id = (SELECT id FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND "constraintCount" = 2 AND language = 'en' AND source IN ('alpha', 'beta') ORDER BY id LIMIT 1)`
  // Else the planner takes them for few.
  await db().$executeRaw`ANALYZE "Pair", "Constraint"`
  for (const page of [{}, { source: 'copied' }, { source: 'few' }] as const) {
    const rows = async (own: PairFilter) => (await countPairs(datasetId, { ...page, ...own })).count
    const { sample, grid } = await coverage(datasetId, page)
    const { cells, types, sample: ofPatterns } = await patterns(datasetId, page)
    const isSample = 'source' in page && page.source === 'copied'
    expect([sample.whole, ofPatterns.whole]).toEqual([!isSample, !isSample])
    for (const { facet, band, language, pairs } of grid.cells.filter((cell) => cell.pairs > 250 || (!isSample && cell.pairs % 3 === 0))) {
      const [from = 0, to] = [grid.bands[band], grid.bands[band + 1]]
      const behind = await rows({ with: `${facet}.*`, language: language ?? 'unknown', minWords: from, ...(to === undefined ? {} : { maxWords: to - 1 }) })
      expect(Math.abs(pairs / behind - 1), `${facet} ${band} ${language}: ${pairs}, rows ${behind}`).toBeLessThan(isSample ? 0.1 : 1e-9)
    }
    for (const { a, b, pairs } of cells.slice(0, isSample ? 1 : 5)) {
      const behind = await rows({ type: a, decision: 'standing', with: b })
      expect(Math.abs(pairs / behind - 1), `${a} with ${b}: ${pairs}, rows ${behind}`).toBeLessThan(isSample ? 0.1 : 1e-9)
    }
    for (const { type, pairs } of isSample ? [] : types.slice(0, 5)) expect(pairs, type).toBe(await rows({ type, decision: 'standing' }))
    const both = cells.find(({ pairs }) => pairs > 500)
    // One of a sample's is what independent types would have, however many it stands for.
    expect(both?.lift).toBeCloseTo(1, 1)
  }
})
