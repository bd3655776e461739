import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { generalSet } from '#lib/exports/export-run.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { exportRecipe, type ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
const general = `General ${randomUUID()}`
beforeAll(async () => {
  datasetId = await acceptedDataset(60)
  const other = await createDataset(null, { name: general, license: 'MIT' })
  const [own] = await db().pair.findMany({ where: { datasetId, system: null }, orderBy: { contentHash: 'asc' }, take: 1 })
  const records = Array.from({ length: 80 }, (_, n) => pairRecord({ instruction: `What is ${n} and ${n}?`, response: `${n} and ${n} are ${2 * n}. ${n === 5 ? 'word '.repeat(300) : ''}` }))
  records.push(pairRecord({ instruction: own?.instruction ?? '', input: own?.input ?? null, response: own?.response ?? '' }))
  // The instruction of a pair of the dataset, answered otherwise: it has to be on the same side of a split.
  records.push(pairRecord({ instruction: 'Tell me about day 1 at sea.', response: 'It was a calm day.' }))
  await db().$transaction((tx) => storePairs(tx, { datasetId: other.id, runId: null, source: 'chat', license: null }, records.map((record, n) => ({ line: n + 1, record }))))
})

interface Row {
  id: string
  meta: { task: string; dataset: string | null; license: string; constraints: unknown[]; original_instruction: string }
}

async function exported(recipe: Partial<ExportParams>) {
  const folder = await exportedFolder(datasetId, recipe)
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const rows: Row[] = []
  for (const file of manifest.files.filter((each) => each.rows !== null)) rows.push(...(await readFile(join(folder, file.name), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line)))
  expect(await verifyExport(folder).then(({ faults }) => faults)).toEqual([])
  return { folder, manifest, rows }
}

const from = (share: number, most: number | null = null) => ({ dataset: general, share, most })

describe('general rows', () => {
  it('are as large a share as the recipe asks for, at every place of the file, with their licence', async () => {
    const { rows, manifest } = await exported({ general: from(0.5) })
    expect(rows).toHaveLength(120)
    for (let n = 2; n <= rows.length; n += 2) expect(rows.slice(0, n).filter(({ meta }) => meta.task === 'general')).toHaveLength(n / 2)
    expect(manifest.counts).toMatchObject({ in: 60, out: 60 })
    expect(manifest.made).toMatchObject({ 'general rows': 60, 'forward rows': 60 })
    expect(manifest.licenses).toEqual({ 'CC0-1.0': 60, MIT: 60 })
    expect(manifest.sources).toEqual({ logbook: 60, chat: 60 })
    for (const { meta } of rows.filter((row) => row.meta.task === 'general')) expect(meta).toMatchObject({ dataset: general, license: 'MIT', constraints: [] })
  })

  it('are the same share of every stage of a curriculum', async () => {
    const { folder, manifest } = await exported({ general: from(0.5), usualConstraints: 1, maxConstraints: 4, anyNumber: 1, curriculum: { by: 'constraints', cuts: [2, 4], epochs: [1, 1, 2], replay: 0, control: false } })
    expect(manifest.order).toHaveLength(3)
    expect((await verifyExport(folder)).faults).toEqual([])
    for (const name of manifest.order) {
      const rows: Row[] = (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
      expect(rows.length, name).toBeGreaterThan(3)
      expect(rows.filter(({ meta }) => meta.task === 'general').length / rows.length, name).toBeCloseTo(0.5, 5)
    }
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('3. `train_stage_3.jsonl`, 2 epochs')
    expect(exportRecipe.safeParse({ format: 'alpaca', curriculum: { cuts: [2], epochs: [1] } }).error?.issues).toMatchObject([{ path: ['curriculum', 'epochs'] }])
  })

  it('are no more than there are, or than wanted, and none that the dataset has', async () => {
    const all = await exported({ general: from(0.9) })
    expect(all.manifest.made).toMatchObject({ 'general rows': 81, 'general pairs left out: also a pair of the dataset': 1 })
    const few = await exported({ general: from(0.9, 7), longestWords: 200 })
    expect(few.manifest.made['general rows']).toBe(7)
    expect(few.rows).toHaveLength(67)
  })

  it('stay on the side of the dataset’s own pairs that ask the same', async () => {
    const splits = new Set<string>()
    const { folder, manifest } = await exported({ general: from(0.9), validation: 0.3, test: 0.3 })
    for (const { name, rows } of manifest.files) {
      if (rows !== null && (await readFile(join(folder, name), 'utf8')).includes('"original_instruction":"Tell me about day 1 at sea."')) splits.add(name)
    }
    expect(splits.size).toBe(1)
  })

  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, general: from(0.5) }).success))('have no fault in %s, beside reverse examples and demonstrations', async (format) => {
    const folder = await exportedFolder(datasetId, { format, general: from(0.3), reverse: 0.4, demonstrations: 2, validation: 0.2 })
    expect((await verifyExport(folder)).faults).toEqual([])
  })

  it('that claim a constraint, or are not counted, are found', async () => {
    const copy = await copyOf((await exported({ general: from(0.5) })).folder)
    await copy.row('train.jsonl', 1, (row) => Object.assign(row.meta, { dataset: null }))
    await copy.seal()
    expect((await verifyExport(copy.path)).faults[0]).toMatchObject({ kind: 'row-shape', line: 2, field: 'meta.dataset' })
    await copy.row('train.jsonl', 1, (row) => Object.assign(row.meta, { dataset: general }))
    await copy.manifest((manifest) => (manifest.made['general rows'] = 59))
    await copy.recard()
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults.map(({ kind, field }) => [kind, field])).toEqual([['count', 'counts.out'], ['count', 'made.general rows']])
  })

  it('come from another dataset that is there', async () => {
    await expect(generalSet(datasetId, exportRecipe.parse({ format: 'alpaca', general: { dataset: 'No such' } }))).rejects.toThrow('There is no dataset "No such"')
    const { name } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })
    await expect(generalSet(datasetId, exportRecipe.parse({ format: 'alpaca', general: { dataset: name } }))).rejects.toThrow('another dataset')
    expect(exportRecipe.safeParse({ format: 'rlvr', general: from(0.5) }).error?.issues).toMatchObject([{ path: ['general'] }])
  })
})

it('caps leave pairs out by reason, and everything adds up', async () => {
  const all = await exported({ mostRows: 10 })
  expect(all.manifest.counts).toEqual({ in: 60, out: 10, dropped: { 'more than 10': 50 } })
  const ofSource = await exported({ mostPerSource: 4 })
  expect(ofSource.manifest.counts).toEqual({ in: 60, out: 4, dropped: { 'more than 4 of its source': 56 } })
  const short = await exported({ longestWords: 80 })
  expect(short.manifest.counts.dropped['longer than 80 words']).toBeGreaterThan(0)
  expect(short.rows.length).toBe(short.manifest.counts.out)
})
