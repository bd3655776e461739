import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { controlStage, replayedRows, replayStages, stagingDraws, stagingOf } from '#lib/exports/staging.ts'
import { exportParams, exportRecipe } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

describe('places of rows', () => {
  const asked = fc.record({ stages: fc.integer({ min: 2, max: 9 }), replay: fc.double({ min: 0, max: 1, noNaN: true }), control: fc.boolean(), seed: fc.nat() })
  it('are of the sizes that are asked for, to the row, whatever the order', () => {
    fc.assert(
      fc.property(asked, fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.nat()), { selector: ([id]) => id, maxLength: 200 }), (how, drawn) => {
        const rows = drawn.map(([id, n]) => ({ id, stage: 1 + (n % how.stages) }))
        const staging = stagingOf([stagingDraws(rows, how)], how)
        const parts = [rows.slice(7), rows.slice(0, 7)].map((part) => stagingDraws(part.toReversed(), how))
        expect(stagingOf(parts, how)).toEqual(staging)
        const placed = rows.map(({ id, stage }) => ({ id, stage: staging.control ? controlStage(id, staging.control, how.seed) : stage }))
        for (let stage = 1; stage <= how.stages; stage++) {
          expect(placed.filter((row) => row.stage === stage)).toHaveLength(rows.filter((row) => row.stage === stage).length)
          const before = placed.filter((row) => row.stage < stage)
          expect(placed.filter((row) => replayStages(row, staging, how.seed).includes(stage))).toHaveLength(replayedRows(how.replay, before.length))
        }
        for (const row of placed) for (const again of replayStages(row, staging, how.seed)) expect(again).toBeGreaterThan(row.stage)
      }),
    )
  })
})

describe('stages', () => {
  useInstallation()

  interface Row {
    id: string
    messages: unknown
    meta: { stage: { number: number; score: number; replay?: number } }
  }
  const rowsIn = async (folder: string, file: string): Promise<Row[]> => (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
  const manifestOf = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const stagesOf = async (folder: string) => Promise.all((await manifestOf(folder)).order.map((file) => rowsIn(folder, file)))
  const curriculum = { by: 'constraints' as const, cuts: [3, 5], epochs: [], replay: 0, control: false }
  const mixed = { anyNumber: 1, validation: 0.2 }

  let datasetId: string
  beforeAll(async () => {
    datasetId = await acceptedDataset(60)
  })

  it('have a share of the rows of earlier ones again, the same rows under ids that lead back, in training alone', async () => {
    const folder = await exportedFolder(datasetId, { ...mixed, curriculum: { ...curriculum, replay: 0.5 } })
    const plain = await exportedFolder(datasetId, { ...mixed, curriculum })
    const own = await stagesOf(plain)
    const all = await stagesOf(folder)
    expect((await verifyExport(folder)).faults).toEqual([])
    let before: Row[] = []
    for (const [n, rows] of all.entries()) {
      expect(rows.filter(({ meta }) => meta.stage.replay === undefined)).toEqual(own[n])
      const again = rows.filter(({ meta }) => meta.stage.replay !== undefined)
      expect(again).toHaveLength(replayedRows(0.5, before.length))
      for (const { id, meta: { stage, ...meta }, ...row } of again) {
        const { replay, ...first } = stage
        expect(replay).toBe(n + 1)
        expect(before).toContainEqual({ id: id.replace(`-replay-${n + 1}`, ''), ...row, meta: { ...meta, stage: first } })
      }
      before = [...before, ...(own[n] ?? [])]
    }
    const { counts, made, files } = await manifestOf(folder)
    expect(made['replayed rows']).toBe(all.flat().length - own.flat().length)
    expect(made['replayed rows']).toBeGreaterThan(10)
    expect(counts).toEqual((await manifestOf(plain)).counts)
    expect(files.find(({ name }) => name === 'validation.jsonl')).toEqual((await manifestOf(plain)).files.find(({ name }) => name === 'validation.jsonl'))
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('50 % of the rows of the stages before it')
  })

  it('as the control have the same rows in files of the same sizes, placed by the seed', async () => {
    const control = await exportedFolder(datasetId, { ...mixed, curriculum: { ...curriculum, replay: 0.3, control: true } })
    const rising = await exportedFolder(datasetId, { ...mixed, curriculum: { ...curriculum, replay: 0.3 } })
    const [byChance, byScore] = [await stagesOf(control), await stagesOf(rising)]
    expect(byChance.map(({ length }) => length)).toEqual(byScore.map(({ length }) => length))
    const idsOf = (stages: Row[][]) => stages.map((rows) => rows.filter(({ meta }) => meta.stage.replay === undefined).map(({ id }) => id).toSorted())
    expect(idsOf(byChance).flat().toSorted()).toEqual(idsOf(byScore).flat().toSorted())
    expect(idsOf(byChance)).not.toEqual(idsOf(byScore))
    expect((await verifyExport(control)).faults).toEqual([])
    expect(await readFile(join(control, 'README.md'), 'utf8')).toContain('This is the control')
    const again = await manifestOf(await exportedFolder(datasetId, { ...mixed, curriculum: { ...curriculum, replay: 0.3, control: true } }))
    expect(again.files).toEqual((await manifestOf(control)).files)
  })

  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, curriculum: { ...curriculum, replay: 0.5 } }).success))('have no fault in %s, also turned round', async (format) => {
    const reverse = exportRecipe.safeParse({ format, reverse: 0.3 }).success ? 0.3 : 0
    const { faults } = await verifyExport(await exportedFolder(datasetId, { format, ...mixed, reverse, curriculum: { ...curriculum, replay: 0.5, control: reverse > 0 } }))
    expect(faults).toEqual([])
  })

  it('are audited: a row that repeats none, says something else, stands in another split, or is one too few', async () => {
    const folder = await exportedFolder(datasetId, { ...mixed, curriculum: { ...curriculum, replay: 0.5 } })
    const last = 'train_stage_3.jsonl'
    const place = (await rowsIn(folder, last)).findIndex(({ meta }) => meta.stage.replay !== undefined)
    const faultsWith = async (change: (copy: Awaited<ReturnType<typeof copyOf>>) => Promise<unknown>) => {
      const copy = await copyOf(folder)
      await change(copy)
      await copy.seal()
      const { faults } = await verifyExport(copy.path)
      await copy.remove()
      return faults
    }
    const at = { file: last, line: place + 1 }
    expect(await faultsWith((copy) => copy.row(last, place, (row) => Object.assign(row, { id: 'pincer-00ff00ff00ff00ff-replay-3' })))).toContainEqual(expect.objectContaining({ kind: 'stage', ...at, problem: expect.stringContaining('which is in no stage') }))
    expect(await faultsWith((copy) => copy.row(last, place, (row) => Object.assign(row, { id: row.id.replace('-replay-3', '-replay-2') })))).toContainEqual(expect.objectContaining({ kind: 'stage', ...at, problem: expect.stringContaining('stage 2') }))
    expect(await faultsWith((copy) => copy.row(last, place, (row) => Object.assign(row.messages.at(-2) ?? {}, { content: 'Something else.' })))).toContainEqual(expect.objectContaining({ kind: 'stage', ...at, problem: expect.stringContaining('something else') }))
    expect(await faultsWith((copy) => copy.row(last, place, () => null))).toContainEqual(expect.objectContaining({ kind: 'recipe', field: 'recipe.curriculum.replay' }))
    const moved = await faultsWith(async (copy) => {
      const [row] = (await rowsIn(folder, last)).slice(place)
      await copy.write('validation.jsonl', `${await copy.text('validation.jsonl')}${JSON.stringify(row)}\n`)
    })
    expect(moved).toContainEqual(expect.objectContaining({ kind: 'stage', file: 'validation.jsonl', field: 'id' }))
    expect(moved.map(({ kind }) => kind)).toContain('leak-instruction')
  })

  it('are previewed with the rows that they have again', async () => {
    const params = exportParams.parse({ format: 'sft-messages', curriculum: { ...curriculum, cuts: [1, 50], replay: 1 } })
    const { items } = await previewExport({ datasetId, params, seed: 5, draw: 1 }, new AbortController().signal)
    expect(items.map(({ rows }) => rows.map(({ file }) => file))).toEqual(items.map(() => ['train_stage_2.jsonl', 'train_stage_3.jsonl']))
  })

  it('cannot be had again where the ids cannot say so', () => {
    expect(exportRecipe.safeParse({ format: 'ifeval', curriculum: { ...curriculum, replay: 0.5 } }).error?.issues).toMatchObject([{ path: ['curriculum', 'replay'] }])
  })
})
