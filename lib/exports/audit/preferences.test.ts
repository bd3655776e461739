import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyOf, exportedFolder, type AnyRow } from '#lib/exports/audit/made-export.fixture.ts'
import type { FaultKind } from '#lib/exports/audit/faults.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { db } from '#lib/db/client.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { datasetOf, evolvedChain, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  const answers = ['The old lamp, which is tall, turns once in twelve seconds. Fishermen like it.']
  datasetId = (await datasetOf(Array.from({ length: 4 }, () => ({ answers })))).datasetId
  await makeAll(datasetId)
  await db().preference.updateMany({ where: { datasetId }, data: { status: 'accepted' } })
}, 120_000)

describe('an export of preferences as it was made', () => {
  it.each((['dpo', 'dpo-plain', 'kto', 'sft-chosen'] as const).flatMap((format) => fileTypes.map((fileType) => ({ format, fileType }))))('has no fault: $format as $fileType', async ({ format, fileType }) => {
    const audit = await verifyExport(await exportedFolder(datasetId, { format, fileType, test: 0.4 }))
    expect(audit.faults).toEqual([])
    // Rows of KTO, and those of chosen texts, are texts which several preferences may share.
    if (format === 'kto') expect(audit.rows).toBeGreaterThan(4)
    else if (format === 'sft-chosen') expect(audit.rows).toBe((await db().preference.findMany({ where: { datasetId }, distinct: ['pairId', 'prompt', 'chosen'] })).length)
    else expect(audit.rows).toBe(await db().preference.count({ where: { datasetId } }))
  })
})

it('finds numbers of wanted and unwanted texts that are not those of the rows', async () => {
  const copy = await copyOf(await exportedFolder(datasetId, { format: 'kto' }))
  await copy.manifest(({ made }) => Object.assign(made, { 'wanted rows': 1 }))
  await copy.seal()
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'count', field: 'made.wanted rows' }))
})

it('finds a figure of chosen texts that is not that of the rows', async () => {
  const copy = await copyOf(await exportedFolder(datasetId, { format: 'sft-chosen' }))
  await copy.manifest(({ counts }) => Object.assign(counts, { out: counts.out + 1, in: counts.in + 1 }))
  await copy.seal()
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'count', field: 'counts.out' }))
})

describe('caps on preferences', () => {
  const countsOf = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).counts

  it.each(['dpo', 'dpo-plain', 'kto', 'sft-chosen'] as const)('are held in an export as %s, counted, and checked', async (format) => {
    const all = await countsOf(await exportedFolder(datasetId, { format }))
    for (const [caps, reason] of [[{ mostRows: 3 }, 'more than 3'], [{ mostPerSource: 2 }, 'more than 2 of its source']] as const) {
      const folder = await exportedFolder(datasetId, { format, ...caps })
      const { in: taken, out, dropped } = await countsOf(folder)
      expect([taken, out]).toEqual([all.in, 'mostRows' in caps ? 3 : 2])
      expect(dropped[reason]).toBeGreaterThan(0)
      expect((await verifyExport(folder)).faults).toEqual([])
    }
    expect(await countsOf(await exportedFolder(datasetId, { format, longestWords: 10 }))).toMatchObject({ out: 0, dropped: { 'longer than 10 words': all.in } })
    expect((await verifyExport(await exportedFolder(datasetId, { format, longestWords: 60 }))).faults).toEqual([])
  })

  it.each([
    { format: 'dpo', recipe: { mostRows: 1 }, field: 'recipe.mostRows' },
    { format: 'kto', recipe: { mostPerSource: 1 }, field: 'recipe.mostPerSource' },
    { format: 'dpo', recipe: { longestWords: 4 }, field: 'prompt' },
    { format: 'dpo-plain', recipe: { longestWords: 4 }, field: 'prompt' },
    { format: 'sft-chosen', recipe: { longestWords: 4 }, field: 'messages' },
  ] as const)('that are not held are a fault: $recipe of $format', async ({ format, recipe, field }) => {
    const copy = await copyOf(await exportedFolder(datasetId, { format }))
    await copy.manifest((manifest) => Object.assign(manifest.recipe, recipe))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults[0]).toMatchObject({ kind: 'recipe', field })
  })
})

describe('an export of preferences of evolved instructions', () => {
  it('has no fault, and one whose texts are the same but for signs is found', async () => {
    const { datasetId: evolved } = await evolvedChain('Write at least 16 words.', 'The old lamp turns at night. Fishermen have steered by it for a great many years.')
    await makeAll(evolved, { methods: ['evolved'] })
    await db().preference.updateMany({ where: { datasetId: evolved }, data: { status: 'accepted' } })
    const audit = await verifyExport(await exportedFolder(evolved, { format: 'dpo' }))
    expect(audit).toMatchObject({ faults: [], rows: 1 })
    // So does its chosen answer alone, under the evolved instruction.
    const sft = await copyOf(await exportedFolder(evolved, { format: 'sft-chosen' }))
    expect(await verifyExport(sft.path)).toMatchObject({ faults: [], rows: 1 })
    const row: AnyRow = JSON.parse(await sft.text('train.jsonl'))
    const { prompt, chosen } = await db().preference.findFirstOrThrow({ where: { datasetId: evolved } })
    expect(row.messages).toEqual([{ role: 'user', content: prompt }, { role: 'assistant', content: chosen }])
    expect(prompt).toContain('16 words')
    await sft.remove()
    // An edit that sets a comma is a preference of its own method, and none of evolved instructions.
    const copy = await copyOf(await exportedFolder(datasetId, { format: 'dpo' }))
    const lines: AnyRow[] = (await copy.text('train.jsonl')).trimEnd().split('\n').map((line) => JSON.parse(line))
    const place = lines.findIndex(({ meta, chosen, rejected }) => meta.violated.length === 1 && rejected[0]?.content.replace(',', '') === chosen[0]?.content)
    expect(place).toBeGreaterThanOrEqual(0)
    await copy.row('train.jsonl', place, (row) => Object.assign(row.meta, { method: 'evolved' }))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults).toMatchObject([{ kind: 'confound', line: place + 1, field: 'rejected.0.content' }])
  })

  it('leaves out what was accepted before both ends of the band were held', async () => {
    const { datasetId: own } = await datasetOf([{}])
    await makeAll(own, { methods: ['edits'] })
    await db().preference.updateMany({ where: { datasetId: own }, data: { status: 'accepted', method: 'evolved' } })
    const { counts } = manifestSchema.parse(JSON.parse(await readFile(join(await exportedFolder(own, { format: 'dpo' }), 'manifest.json'), 'utf8')))
    expect(counts.dropped).toEqual({ 'the texts are the same but for hardly a word': 1 })
  })
})

type Format = 'dpo' | 'kto' | 'sft-chosen'

describe('a planted fault of a preference is found and named', () => {
  it.each<{ what: string; format?: Format; plant: (row: AnyRow) => unknown; kind: FaultKind; field: string }>([
    { what: 'a rejected text that is as good', plant: (row) => Object.assign(row.rejected[0] ?? {}, row.chosen[0]), kind: 'contrast', field: 'rejected.0.content' },
    { what: 'a chosen text that is as bad', plant: (row) => Object.assign(row.chosen[0] ?? {}, row.rejected[0]), kind: 'refuted', field: 'meta.constraints.' },
    { what: 'nothing that is violated', plant: (row) => row.meta.violated.splice(0), kind: 'contrast', field: 'meta.violated' },
    { what: 'a place where no constraint is', plant: (row) => row.meta.violated.push(40), kind: 'contrast', field: 'meta.violated' },
    { what: 'a constraint that nobody proves', plant: (row) => Object.assign(row.meta.constraints.find((_, n) => !row.meta.violated.includes(n)) ?? {}, { checker: null, proven: false }), kind: 'proof', field: 'meta.constraints.' },
    { what: 'a constraint of an unwanted text that is not proven', format: 'kto', plant: (row) => Object.assign(row.meta.constraints[0] ?? {}, { proven: false }), kind: 'proof', field: 'meta.constraints.0.proven' },
    { what: 'a prompt of something else', plant: (row) => Object.assign(row, { prompt: [{ role: 'user', content: 'Write something nice.' }] }), kind: 'not-stated', field: 'meta.constraints.0.text' },
    { what: 'a prompt without its instruction', plant: (row) => Object.assign(row, { prompt: [{ role: 'user', content: row.meta.constraints.map(({ text }) => text).join(' ') }] }), kind: 'not-stated', field: 'meta.original_instruction' },
    { what: 'another margin', plant: (row) => (row.meta.margin += 0.1), kind: 'contrast', field: 'meta.margin' },
    { what: 'a wanted text that is called unwanted', format: 'kto', plant: (row) => (row.label = !row.label), kind: 'row-shape', field: 'label' },
    { what: 'a text alone that fails a constraint', format: 'sft-chosen', plant: (row) => Object.assign(row.messages.at(-1) ?? {}, { content: 'No.' }), kind: 'refuted', field: 'meta.constraints.' },
    { what: 'a text alone that is said to fail one', format: 'sft-chosen', plant: (row) => row.meta.violated.push(0), kind: 'row-shape', field: 'meta.violated' },
    { what: 'a text alone with a constraint that is not proven', format: 'sft-chosen', plant: (row) => Object.assign(row.meta.constraints[0] ?? {}, { proven: false }), kind: 'proof', field: 'meta.constraints.0.proven' },
    { what: 'a text alone under another prompt', format: 'sft-chosen', plant: (row) => Object.assign(row.messages.at(-2) ?? {}, { content: 'Write something nice.' }), kind: 'not-stated', field: 'meta.constraints.0.text' },
  ])('$what', async ({ format = 'dpo', plant, kind, field }) => {
    const copy = await copyOf(await exportedFolder(datasetId, { format }))
    await copy.row('train.jsonl', 0, plant)
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults[0]).toMatchObject({ kind, file: 'train.jsonl', line: 1, field: expect.stringContaining(field) })
  })
})

it('finds a preference that is there twice, under another id and with all figures as they would be', async () => {
  const copy = await copyOf(await exportedFolder(datasetId, { format: 'dpo' }))
  const [first = '', ...lines] = (await copy.text('train.jsonl')).trimEnd().split('\n')
  await copy.write('train.jsonl', [first, ...lines.slice(0, -1), JSON.stringify({ ...JSON.parse(first), id: 'pincer-0123456789abcdef' }), ''].join('\n'))
  await copy.seal()
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults[0]).toMatchObject({ kind: 'row-twice', line: lines.length + 1, problem: 'says the same as line 1 of train.jsonl' })
})

describe('a column of margins', () => {
  it.each(['share', 'count', 'bits'] as const)('by %s stands beside the rows of DPO, in every file type, and is checked', async (margin) => {
    for (const fileType of fileTypes) expect((await verifyExport(await exportedFolder(datasetId, { format: 'dpo', margin, fileType, test: 0.4 }))).faults).toEqual([])
    const copy = await copyOf(await exportedFolder(datasetId, { format: 'dpo-plain', margin }))
    await copy.row('train.jsonl', 0, (row) => Object.assign(row, { margin: 77 }))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults).toMatchObject([{ kind: 'extra', line: 1, field: 'margin' }])
  })

  it('is refused where a format has no place for it', () => {
    expect(exportRecipe.safeParse({ format: 'kto', margin: 'bits' }).error?.issues).toMatchObject([{ path: ['margin'] }])
    expect(exportRecipe.safeParse({ format: 'openai', weights: 'proof' }).error?.issues).toMatchObject([{ path: ['weights'] }])
  })
})
