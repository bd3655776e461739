import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import type { FaultKind } from '#lib/exports/audit/faults.ts'
import { copyOf, exportedFolder, type AnyRow } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { accept, answeredDataset, proposals } from '#lib/exports/backtranslation/answers.fixture.ts'
import { rowTexts } from '#lib/exports/compare/row-texts.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const [calm, commas, child] = proposals
const edited = 'Sound calm and use few adjectives.'
const turn = z.tuple([z.object({ content: z.string() })])
const rowSchema = z.looseObject({
  id: z.string(),
  prompt: z.array(z.object({ role: z.string(), content: z.string() })),
  chosen: turn,
  rejected: turn,
  meta: z.looseObject({ pair: z.string(), response: z.string(), model: z.string(), prompt_version: z.string(), proposed: z.array(z.looseObject({ id: z.string(), reason: z.string().nullable() })), constraints: z.array(z.looseObject({ text: z.string(), proven: z.boolean() })) }),
})

let datasetId: string
beforeAll(async () => {
  datasetId = await answeredDataset([
    [{ kind: 'edit', text: edited }, accept, { kind: 'reject', reason: 'vacuous' }],
    [accept, accept, accept],
    [accept, accept, null],
    [{ kind: 'reject', reason: 'false' }, { kind: 'reject', reason: 'false' }, { kind: 'reject', reason: 'false' }],
    [accept, { kind: 'reject', reason: 'unnatural' }, accept],
    [accept, accept, { kind: 'reject', reason: 'leak' }],
  ])
  // What was accepted once, and what its checker refutes by now.
  const last = await db().pair.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
  await db().constraint.updateMany({ where: { pairId: last.id, checkerId: { not: null } }, data: { checkerId: 'pincer:word_count', kwargs: { min: 500 } } })
})

const manifestIn = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
const rowsIn = async (folder: string, name = 'train.jsonl') => (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))

describe('an export of what models back-translated', () => {
  it('as preferences sets the list that people made against the one that the model wrote, where they differ', async () => {
    const folder = await exportedFolder(datasetId, { format: 'backtranslation-dpo' })
    const { counts, recipe, constraints } = await manifestIn(folder)
    expect(counts).toEqual({ in: 6, out: 2, dropped: { 'nothing was edited or rejected': 1, 'a constraint is not decided': 1, 'every constraint was rejected': 1, 'an accepted constraint does not pass its checker': 1 } })
    expect([recipe.kind, constraints.total, constraints.proven]).toEqual(['backtranslation', 4, 1])
    const rows = (await rowsIn(folder)).map((row) => rowSchema.parse(row))
    const row = rows.find(({ chosen }) => chosen[0].content.includes(edited))
    const none = { 'style.tone': null, 'semantics.topic': null, 'prohibition.content': null, 'language.response': null, other: [] }
    expect(JSON.parse(row?.rejected[0].content ?? '')).toEqual({ ...none, 'style.tone': calm.text, 'prohibition.content': commas.text, other: [{ type: 'Audience', text: child.text }] })
    expect(JSON.parse(row?.chosen[0].content ?? '')).toEqual({ ...none, 'style.tone': edited, 'prohibition.content': commas.text })
    expect(row?.prompt.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(row?.prompt[1]?.content).toContain(row?.meta.response ?? '?')
    expect(row?.meta).toMatchObject({ model: 'made-up', prompt_version: 'backtranslate-global/1', pair: expect.stringMatching(/^pincer-[0-9a-f]{16}$/) })
    expect(row?.meta.proposed.map(({ reason }) => reason)).toEqual([null, null, 'vacuous'])
    expect(row?.meta.constraints).toMatchObject([{ text: edited, proven: false }, { text: commas.text, proven: true }])
  })

  it('for SFT has what was accepted as it stood, too', async () => {
    const folder = await exportedFolder(datasetId, { format: 'backtranslation-sft' })
    expect((await manifestIn(folder)).counts.out).toBe(3)
    for (const { messages } of await rowsIn(folder)) expect(messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'user', 'assistant'])
  })

  it.each(fileTypes.flatMap((fileType) => (['backtranslation-dpo', 'backtranslation-sft'] as const).map((format) => ({ format, fileType }))))('has no fault: $format as $fileType', async ({ format, fileType }) => {
    expect((await verifyExport(await exportedFolder(datasetId, { format, fileType, test: 0.4 }))).faults).toEqual([])
  })

  it('keeps to the filters and caps of its recipe, gives the same bytes again, and is previewed to the byte', async () => {
    const counts = async (recipe: object) => (await manifestIn(await exportedFolder(datasetId, { format: 'backtranslation-sft', ...recipe }))).counts
    expect((await counts({ mostRows: 1 })).dropped['more than 1']).toBe(2)
    expect((await counts({ minConstraints: 3, maxConstraints: 3 })).dropped['fewer than 3 constraints']).toBe(2)
    expect((await counts({ licensesLeftOut: ['CC0-1.0'] })).out).toBe(0)
    const [one, two] = [await exportedFolder(datasetId, { format: 'backtranslation-dpo' }), await exportedFolder(datasetId, { format: 'backtranslation-dpo' })]
    expect((await manifestIn(two)).files).toEqual((await manifestIn(one)).files)
    const { items } = await previewExport({ datasetId, seed: 5, draw: 0, params: exportParams.parse({ format: 'backtranslation-dpo' }) }, new AbortController().signal)
    const lines = (await readFile(join(one, 'train.jsonl'), 'utf8')).split('\n')
    expect(items).toHaveLength(5)
    expect(items.flatMap(({ rows }) => rows).length).toBeGreaterThan(0)
    for (const { json } of items.flatMap(({ rows }) => rows)) expect(lines).toContain(json)
  })

  it('is compared by its lists', async () => {
    const folder = await exportedFolder(datasetId, { format: 'backtranslation-dpo' })
    const value = (await rowsIn(folder)).find(({ chosen }) => chosen[0].content.includes(edited))
    const texts = rowTexts({ file: 'train.jsonl', line: 1, split: 'train', value }, (await manifestIn(folder)).recipe)
    expect(texts.answer).toContain(edited)
    expect(texts.rejected).toContain(child.text)
  })

  it('has no place for what is composed', () => {
    for (const more of [{ demonstrations: 1 }, { reverse: 0.5 }, { general: { dataset: 'x' } }, { ladder: 2 }, { margin: 'bits' }]) expect(exportParams.safeParse({ format: 'backtranslation-dpo', ...more }).success).toBe(false)
  })
})

describe('a planted fault of a back-translation is found', () => {
  it.each<{ what: string; plant: (row: AnyRow) => unknown; kind: FaultKind }>([
    { what: 'a list that says more than was kept', plant: (row) => Object.assign(row.chosen[0] ?? {}, row.rejected[0]), kind: 'target' },
    { what: 'a list that the model did not write', plant: (row) => Object.assign(row.rejected[0] ?? {}, { content: '{}' }), kind: 'contrast' },
    { what: 'a response that was not asked about', plant: (row) => Object.assign(row, { prompt: [{ role: 'user', content: 'Which constraints?' }] }), kind: 'target' },
    { what: 'a constraint that the response fails', plant: (row) => row.meta.constraints.filter((each) => each.checker).map((each) => Object.assign(each, { checker: { id: 'pincer:word_count', kwargs: { min: 500 } } })), kind: 'refuted' },
    { what: 'a constraint that was not kept', plant: (row) => row.meta.constraints.push(Object.assign({ text: 'Be kind.', checker: null, proven: false }, { type: 'unmapped' })), kind: 'target' },
  ])('$what', async ({ plant, kind }) => {
    const folder = await exportedFolder(datasetId, { format: 'backtranslation-dpo' })
    const place = (await rowsIn(folder)).findIndex(({ chosen }) => chosen[0].content.includes(edited))
    const copy = await copyOf(folder)
    await copy.row('train.jsonl', place, (row) => void plant(row))
    await copy.seal()
    const { faults } = await verifyExport(copy.path)
    await copy.remove()
    expect(faults).toContainEqual(expect.objectContaining({ kind, file: 'train.jsonl', line: place + 1 }))
  })
})
