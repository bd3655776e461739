import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { acceptedDataset, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { ladderSizes, stageOf } from '#lib/exports/sequence.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

interface Row {
  id: string
  messages: { content: string }[]
  meta: { stage: { number: number; score: number }; level: { number: number; of: number }; constraints: { text: string; checker: { id: string; kwargs: unknown } | null }[] }
}
const rowsIn = async (folder: string, file: string): Promise<Row[]> => (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
const manifestOf = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(40)
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' } })
  // One was never rated; one was rated twice, of which the last counts.
  const ratings = pairs.slice(1).map(({ id: pairId }, n) => ({ pairId, value: 1 + (n % 9) / 2 }))
  ratings.push({ pairId: pairs[1]?.id ?? '', value: 5 })
  for (const [n, { pairId, value }] of ratings.entries()) await db().measurement.create({ data: { id: newId(), datasetId, pairId, kind: 'difficulty', value, fingerprint: `${n}`.padStart(32, '0') } })
})

describe('a curriculum', () => {
  it('parts training by difficulty, in files whose order the manifest states; what nobody rated is left out and counted', async () => {
    const folder = await exportedFolder(datasetId, { curriculum: { by: 'difficulty', cuts: [2, 3.5], epochs: [], replay: 0, control: false }, validation: 0.2 })
    const manifest = await manifestOf(folder)
    expect(manifest.order).toEqual(['train_stage_1.jsonl', 'train_stage_2.jsonl', 'train_stage_3.jsonl'])
    expect(manifest.counts).toMatchObject({ in: 40, out: 39, dropped: { 'no model has rated its difficulty': 1 } })
    let rows = (await rowsIn(folder, 'validation.jsonl')).length
    for (const [n, [from, to]] of ([[0, 2], [2, 3.5], [3.5, 9]] as const).entries()) {
      const staged = await rowsIn(folder, manifest.order[n] ?? '')
      rows += staged.length
      expect(staged.length).toBeGreaterThan(2)
      for (const { meta } of staged) {
        expect(meta.stage.number).toBe(n + 1)
        expect(meta.stage.score).toBeGreaterThanOrEqual(from)
        expect(meta.stage.score).toBeLessThan(to)
      }
    }
    expect(rows).toBe(39)
    expect((await verifyExport(folder)).faults).toEqual([])
  })

  it.each(['constraints', 'bits'] as const)('parts by %s, which the audit counts again', async (by) => {
    const folder = await exportedFolder(datasetId, { curriculum: { by, cuts: by === 'bits' ? [1, 2] : [3, 5], epochs: [], replay: 0, control: false }, anyNumber: 1, reverse: 0.3, demonstrations: 1 })
    expect((await verifyExport(folder)).faults).toEqual([])
    const copy = await copyOf(folder)
    const [name = ''] = (await manifestOf(folder)).files.filter(({ rows }) => (rows ?? 0) > 0).map((file) => file.name)
    await copy.row(name, 0, (row) => Object.assign(row.meta, { stage: { number: 3, score: 99 } }))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.row(name, 0, (row) => Reflect.deleteProperty(row.meta, 'stage'))
    await copy.seal()
    expect((await verifyExport(copy.path)).faults).toContainEqual(expect.objectContaining({ kind: 'stage', file: name, line: 1, field: 'meta.stage' }))
    await copy.remove()
    expect(faults.map(({ kind }) => kind)).toContain('stage')
    expect(faults.find(({ field }) => field === 'meta.stage.score')?.problem).toContain('99')
  })

  it('has a stage for every score, the higher the later', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), fc.uniqueArray(fc.double({ noNaN: true }), { minLength: 1, maxLength: 8 }), (a, b, cuts) => {
      const sorted = cuts.toSorted((x, y) => x - y)
      expect(stageOf(a, sorted)).toBeGreaterThanOrEqual(1)
      expect(stageOf(a, sorted)).toBeLessThanOrEqual(sorted.length + 1)
      if (a < b) expect(stageOf(a, sorted)).toBeLessThanOrEqual(stageOf(b, sorted))
    }))
  })
})

describe('a ladder', () => {
  it('states more at each level, each level all that the one before does, all of it true of one response', async () => {
    const folder = await exportedFolder(datasetId, { ladder: 5, usualConstraints: 5, maxConstraints: 5, test: 0.2 })
    const { order, counts, made } = await manifestOf(folder)
    expect(order).toEqual([...Array.from({ length: 5 }, (_, n) => `train_level_${n + 1}.jsonl`), ...Array.from({ length: 5 }, (_, n) => `test_level_${n + 1}.jsonl`)])
    expect(counts.out).toBe(40)
    expect(made['rows of lower levels']).toBe(160)
    const said = new Map<string, string[]>()
    for (const file of order) {
      for (const { id, messages, meta } of await rowsIn(folder, file)) {
        const pair = id.split('-level-')[0] ?? ''
        const texts = meta.constraints.map(({ text }) => text)
        const before = said.get(pair) ?? []
        expect(texts).toEqual([...before, ...texts.slice(before.length)])
        expect(texts.length).toBe(before.length + 1)
        expect(file).toContain(`level_${meta.level.number}`)
        for (const { text, checker } of meta.constraints) {
          expect(messages.at(-2)?.content).toContain(text)
          if (checker) expect(checkConstraint(checker, messages.at(-1)?.content ?? '').outcome).toBe('pass')
        }
        said.set(pair, texts)
      }
    }
    expect(said.size).toBe(40)
  })

  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, ladder: 3 }).success))('has no fault in %s', async (format) => {
    expect((await verifyExport(await exportedFolder(datasetId, { format, ladder: 3, validation: 0.2 }))).faults).toEqual([])
  })

  it('whose level forgets a constraint, or is gone, is found', async () => {
    const copy = await copyOf(await exportedFolder(datasetId, { ladder: 3 }))
    await copy.row('train_level_2.jsonl', 0, (row) => row.meta.constraints.shift())
    await copy.row('train_level_1.jsonl', 3, () => null)
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    const found = faults.filter(({ kind }) => kind === 'ladder')
    expect(found[0]).toMatchObject({ file: 'train_level_2.jsonl', line: 1, field: 'meta.constraints' })
    expect(found.slice(1).map(({ problem }) => problem)).toEqual([expect.stringContaining('2 are here'), expect.stringContaining('2 are here')])
  })

  it('is no conversation where a row holds none, and the recipe is told which formats have them', () => {
    for (const format of ['rlvr', 'rlvr-pincer', 'alpaca'] as const) {
      expect(exportRecipe.safeParse({ format, ladder: 3, ladderAs: 'conversation' }).error?.issues).toMatchObject([{ path: ['ladderAs'], message: expect.stringContaining('take files, or sft-messages') }])
    }
  })

  it('has sizes that rise to all there are', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 2, max: 5 }), (n, levels) => {
      const sizes = ladderSizes(n, levels)
      expect(sizes).toHaveLength(Math.min(n, levels))
      expect(sizes.at(-1)).toBe(n)
      expect(sizes.every((size, level) => size > (sizes[level - 1] ?? 0))).toBe(true)
    }))
  })

  it('is refused beside what would make it something else', () => {
    expect(exportRecipe.safeParse({ format: 'alpaca', ladder: 3, reverse: 0.5, demonstrations: 1 }).error?.issues).toMatchObject([{ path: ['ladder'], message: 'cannot have demonstrations or reverse examples beside it' }])
    expect(exportRecipe.safeParse({ format: 'alpaca', ladder: 1 }).success).toBe(false)
    expect(exportRecipe.safeParse({ format: 'alpaca', curriculum: { cuts: [3, 2] } }).error?.issues[0]?.message).toContain('have to rise')
  })
})
