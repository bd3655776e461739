import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, copyOf, exportedFolder, generalDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { quotasOf } from '#lib/exports/strata.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

interface Row {
  id: string
  source: string
  meta: { constraints: { type: string }[]; task?: string }
}

async function rowsOf(folder: string, split: string): Promise<Row[]> {
  return (await readFile(join(folder, `${split}.jsonl`), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
}

describe('quotas', () => {
  it('come to what the shares ask for of all, and to within one of it in each stratum', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 300 }), { maxKeys: 12 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (sizes, testPercent, validationPercent) => {
        const shares = { test: testPercent / 100, validation: validationPercent / 100 }
        const quotas = quotasOf(sizes, shares)
        for (const [name, size] of Object.entries(sizes)) {
          const { test = 0, validation = 0 } = quotas[name] ?? {}
          expect(Math.abs(test - size * shares.test)).toBeLessThan(1)
          expect(validation - size * shares.validation).toBeLessThan(1)
          expect(test + validation).toBeLessThanOrEqual(Math.max(1, size - 1))
        }
      }),
    )
  })

  it('give a rare stratum its part', () => {
    expect(quotasOf({ rare: 6, common: 54 }, { test: 0.1, validation: 0.1 })).toEqual({ rare: { test: 1, validation: 1 }, common: { test: 5, validation: 5 } })
  })
})

describe('a stratified export', () => {
  it('has the rare type, source, language and length in every split, the same again, and says so', async () => {
    const datasetId = await acceptedDataset(60)
    const rare = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })).filter((_, n) => n % 10 === 4).map(({ id }) => id)
    await db().pair.updateMany({ where: { id: { in: rare } }, data: { source: 'rare', language: 'xx', responseWords: 900 } })
    await db().constraint.updateMany({ where: { pairId: { in: rare }, text: 'Be kind to the reader.' }, data: { type: 'audience' } })
    const ofRare = new Set(rare)
    expect(ofRare.size).toBe(6)
    for (const stratify of ['type', 'source', 'language', 'length'] as const) {
      const folder = await exportedFolder(datasetId, { validation: 0.1, test: 0.1, stratify })
      const counts: Record<string, number[]> = {}
      for (const split of ['train', 'validation', 'test']) {
        const rows = await rowsOf(folder, split)
        counts[split] = [rows.length, rows.filter(({ source }) => source === 'rare').length]
      }
      expect({ stratify, ...counts }).toEqual({ stratify, train: [48, 4], validation: [6, 1], test: [6, 1] })
      const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
      expect(Object.values(manifest.strata ?? {})).toContainEqual({ train: 4, validation: 1, test: 1 })
      expect(manifest.recipe).toMatchObject({ stratify })
      expect((await verifyExport(folder)).faults).toEqual([])
      const again = await exportedFolder(datasetId, { validation: 0.1, test: 0.1, stratify })
      expect(await readFile(join(again, 'test.jsonl'), 'utf8')).toBe(await readFile(join(folder, 'test.jsonl'), 'utf8'))
    }
  }, 120_000)

  it('keeps what belongs together on one side, and demonstrations of the split', async () => {
    const datasetId = await acceptedDataset(60)
    const folder = await exportedFolder(datasetId, { validation: 0.2, test: 0.2, stratify: 'type', demonstrations: 2, demonstrationShare: 1 })
    expect((await verifyExport(folder)).faults).toEqual([])
    const copy = await copyOf(folder)
    await copy.manifest((manifest) => Object.assign(manifest.strata ?? {}, { 'style.tone': { train: 60, validation: 0, test: 0 } }))
    await copy.seal()
    expect((await verifyExport(copy.path)).faults.map(({ kind, field }) => [kind, field])).toContainEqual(['recipe', 'strata.style.tone'])
    await copy.remove()
  })
})

it('general rows move no pair of the dataset to another split', async () => {
  const datasetId = await acceptedDataset(60)
  const name = await generalDataset(40)
  const { id } = await db().dataset.findUniqueOrThrow({ where: { name } })
  // Ask what pairs of the dataset are asked; some answer as another one is answered.
  const own = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'desc' } })
  const general = await db().pair.findMany({ where: { datasetId: id } })
  for (const [n, pair] of general.entries()) {
    const texts = { instruction: own[n]?.instruction ?? '', input: own[n]?.input ?? null, response: (n % 2 === 0 ? own[n + 1]?.response : pair.response) ?? '' }
    await db().pair.update({ where: { id: pair.id }, data: { ...texts, contentHash: contentHash({ system: null, history: [], ...texts }) } })
  }
  const splits = { validation: 0.2, test: 0.2 }
  const alone = await exportedFolder(datasetId, splits)
  const mixed = await exportedFolder(datasetId, { ...splits, general: { dataset: name, share: 0.5, most: null } })
  for (const split of ['train', 'validation', 'test']) {
    const ids = (await rowsOf(mixed, split)).filter(({ meta }) => meta.task !== 'general').map((row) => row.id)
    expect(ids).toEqual((await rowsOf(alone, split)).map((row) => row.id))
  }
  expect((await verifyExport(mixed)).faults).toEqual([])
  const { made } = manifestSchema.parse(JSON.parse(await readFile(join(mixed, 'manifest.json'), 'utf8')))
  expect(made['general pairs left out: like pairs of the dataset that need not be in one split']).toBeGreaterThan(5)
})
