import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { previewSample, type FilterBounds } from '#lib/exports/preview-sample.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const pairs = 6000

/** A dataset of so many pairs, of which each `every`th has two accepted constraints. */
async function largeDataset(every: number): Promise<string> {
  const { id } = await createDataset(null, { name: `Large ${randomUUID()}`, license: 'CC0-1.0' })
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "importLine", source, instruction, response, "responseWords", "contentHash")
    SELECT gen_random_uuid(), ${id}::uuid, n, 'made', 'Tell me about day ' || n || '.', 'On day ' || n || ' we left the harbour before dawn and came home late at night.', 16, encode(sha256((${id}::text || n)::bytea), 'hex')
    FROM generate_series(1, ${pairs}) n`
  await db().$executeRaw`
    INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, "checkerId", "checkerVersion", kwargs, status, fingerprint)
    SELECT gen_random_uuid(), p."datasetId", p.id, c.at, c.type, c.text, 'rule', c.checker, 1, c.kwargs, 'accepted', md5(p.id::text || c.at)
    FROM "Pair" p CROSS JOIN (VALUES (0, 'length.words', 'Write at least 8 words.', 'pincer:word_count', '{"min": 8}'::jsonb), (1, 'punctuation.absent', 'Do not use any commas.', 'pincer:punctuation_absent', '{"marks": [","]}'::jsonb)) c (at, type, text, checker, kwargs)
    WHERE p."datasetId" = ${id}::uuid AND p."importLine" % ${every} = 0`
  await db().$executeRaw`UPDATE "Pair" SET "acceptedCount" = 2 WHERE "datasetId" = ${id}::uuid AND "importLine" % ${every} = 0`
  await db().$executeRawUnsafe('ANALYZE "Pair"')
  return id
}

let dense: string
let sparse: string
beforeAll(async () => {
  dense = await largeDataset(1)
  sparse = await largeDataset(3000)
}, 120_000)

const preview = (datasetId: string, recipe: object = {}, draw = 0, bounds?: FilterBounds) => previewExport({ datasetId, seed: 5, draw, params: exportParams.parse({ format: 'sft-messages', anyNumber: 0, ...recipe }) }, new AbortController().signal, undefined, bounds)

describe('a preview of a large dataset', () => {
  it('looks at a sample, and says so', async () => {
    const { items, of, isSample } = await preview(dense, { validation: 0.3, demonstrations: 2, demonstrationShare: 1 })
    expect([items.length, of, isSample]).toEqual([5, 2000, true])
    for (const { rows } of items) expect(JSON.parse(rows[0]?.json ?? '{}').meta.demonstrations.length).toBeGreaterThan(0)
    const ids = async (draw: number) => (await preview(dense, {}, draw)).items.map(({ rows }) => JSON.parse(rows[0]?.json ?? '{}').id)
    expect(await ids(0)).toEqual(await ids(0))
    expect(await ids(1)).not.toEqual(await ids(0))
  })

  it('finds the few pairs that could leave of very many', async () => {
    const { items, isSample } = await preview(sparse)
    expect([items.length, isSample]).toEqual([2, true])
  })

  it('of a filter looks at what it chooses', async () => {
    const { items, of } = await preview(dense, { filter: { q: 'day 4711' } })
    expect([items.length, of]).toEqual([1, 1])
    expect(items[0]?.rows[0]?.json).toContain('day 4711')
  })

  it('of a filter that finds nothing says so, and how many pairs it looked at where all would take too long', async () => {
    expect(await preview(dense, { filter: { q: 'no pair says this' } })).toMatchObject({ items: [], of: 0, looked: null })
    const brief = { within: 0, walkWithin: 600_000, looks: [300] }
    expect(await preview(dense, { filter: { q: 'no pair says this' } }, 0, brief)).toMatchObject({ items: [], of: 0, isSample: true, looked: 300 })
    const { of, looked, items } = await preview(dense, { filter: { q: 'harbour' } }, 0, brief)
    expect([of, looked, items.length]).toEqual([300, 300, 5])
    expect((await preview(dense, { filter: { q: 'no pair says this' } }, 0, { ...brief, looks: [100_000] })).looked).toBe(pairs)
    await expect(preview(dense, { filter: { q: 'no pair says this' } }, 0, { ...brief, walkWithin: 0 })).rejects.toThrow('takes too long for a preview')
  })

  it('of preferences or answers, too, ends where a filter takes too long', async () => {
    for (const format of ['dpo', 'backtranslation-sft']) {
      const filtered = { format, filter: { q: 'no pair says this' } }
      expect(await preview(dense, filtered)).toMatchObject({ items: [], looked: 0 })
      await expect(preview(dense, filtered, 0, { within: 0, walkWithin: 0, looks: [] })).rejects.toThrow('takes too long for a preview')
    }
  })

  it('looks at no more of it, however large it is', async () => {
    expect(await previewSample(dense, [dense], 'pairs', { start: '0', chosen: '' })).toMatchObject({ contentHashes: expect.objectContaining({ length: 2000 }), looked: null })
    expect(await previewSample(dense, [dense], 'preferences', { start: '', chosen: '' })).toEqual({ contentHashes: [], looked: null })
    const small = (await createDataset(null, { name: `Small ${randomUUID()}` })).id
    expect(await previewSample(small, [small], 'pairs', { start: '0', chosen: '' })).toBeNull()
    expect(await previewSample(small, [small, dense], 'pairs', { start: '0', chosen: '' })).toEqual({ contentHashes: [], looked: null })
  })
})
