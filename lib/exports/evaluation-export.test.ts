import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { db } from '#lib/db/client.ts'
import { compareAnswers } from '#lib/evaluation/compare-answers.ts'
import { splitOf } from '#lib/evaluation/split-of-export.ts'
import { acceptedDataset, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exampleId } from '#lib/exports/compose-example.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { numericKey } from '#lib/exports/formats/verifiable.ts'
import { exportsHolding } from '#lib/exports/holding/find-holding.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'

useInstallation()

interface EvaluationRow {
  key: number
  prompt: string
  instruction_id_list: string[]
  kwargs: Record<string, unknown>[]
}

const file = 'test_ifeval.jsonl'
const proofs = 'test_ifeval.proofs.jsonl'
const recipe = { test: 0.4, evaluation: true } as const
let datasetId: string
beforeAll(async () => (datasetId = await acceptedDataset(30)), 180_000)

async function rowsOf<T>(folder: string, name: string): Promise<T[]> {
  return (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
}
const manifestOf = async (folder: string): Promise<ExportManifest> => JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))

it('writes the prompts of the test split in the form of IFEval beside it, and no others', async () => {
  const folder = await exportedFolder(datasetId, recipe)
  const [test, train, prompts] = [await rowsOf<{ id: string }>(folder, 'test.jsonl'), await rowsOf<{ id: string; messages: { content: string }[] }>(folder, 'train.jsonl'), await rowsOf<EvaluationRow>(folder, file)]
  expect(prompts.length).toBeGreaterThan(3)
  const keys = new Set(test.map(({ id }) => numericKey(id)))
  for (const row of prompts) {
    expect(Object.keys(row)).toEqual(['key', 'prompt', 'instruction_id_list', 'kwargs'])
    expect(keys.has(row.key)).toBe(true)
    expect(row.instruction_id_list.length).toBe(row.kwargs.length)
    expect(train.some(({ messages }) => messages.some(({ content }) => content === row.prompt))).toBe(false)
  }
  const manifest = await manifestOf(folder)
  expect(manifest.files.find(({ name }) => name === file)).toMatchObject({ rows: prompts.length, merkleRoot: expect.any(String) })
  expect(manifest.made['evaluation prompts']).toBe(prompts.length)
  expect(manifest.counts.out).toBe(train.length + test.length)
  expect(await rowsOf(folder, proofs)).toHaveLength(prompts.length)
  expect(await verifyExport(folder)).toMatchObject({ total: 0, notes: [], rows: train.length + test.length + prompts.length })
})

it("is read by our own evaluation, whose port of IFEval's verifier finds that every response that is held out follows all its instructions, and another not", async () => {
  const responses = new Map((await db().pair.findMany({ where: { datasetId } })).map((pair) => [numericKey(exampleId(pair)), pair.response]))
  const scratch = await mkdtemp(join(tmpdir(), 'pincer-evaluated-'))
  const answers = async (name: string, rows: readonly EvaluationRow[], responseTo: (row: EvaluationRow) => string | undefined) => {
    const path = join(scratch, name)
    await writeFile(path, rows.map((row) => `${JSON.stringify({ prompt: row.prompt, response: responseTo(row) })}\n`).join(''))
    return { path, name }
  }
  const others: Partial<ExportParams>[] = [recipe, { format: 'ifeval' }, { format: 'ifeval', fileType: 'parquet' }, { format: 'ifeval', fileType: 'csv' }]
  const prompts = await rowsOf<EvaluationRow>(await exportedFolder(datasetId, { format: 'ifeval' }), 'train.jsonl')
  for (const asked of others) {
    await exportedFolder(datasetId, asked)
    const { id } = await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
    const split = await splitOf(id)
    const rows = asked.format === 'ifeval' ? prompts : await rowsOf<EvaluationRow>(join(exportsRoot(), (await db().export.findUniqueOrThrow({ where: { id } })).folder), file)
    const before = await answers('before.jsonl', rows, () => 'No, never.')
    const after = await answers('after.jsonl', rows, ({ key }) => responses.get(key))
    const { counts, files, leftOut, verdicts } = await compareAnswers({ before, after, prompts: split }, new AbortController().signal)
    expect([leftOut, verdicts], JSON.stringify(asked)).toEqual([[], 'checked'])
    expect(files.map(({ used }) => used), JSON.stringify(asked)).toEqual([rows.length, rows.length, rows.length])
    const whole = { both: 0, onlyBefore: 0, onlyAfter: rows.length, neither: 0 }
    for (const isLoose of [false, true]) expect(counts.find((one) => one.instruction === '' && one.isLoose === isLoose), JSON.stringify(asked)).toMatchObject(whole)
    const ids = new Set(rows.flatMap((row) => row.instruction_id_list))
    expect(new Set(counts.map(({ instruction }) => instruction))).toEqual(new Set(['', ...ids]))
    for (const { instruction, onlyBefore, neither } of counts) expect([instruction, onlyBefore + neither]).toEqual([instruction, 0])
  }
  await rm(scratch, { recursive: true })
})

it('stays JSON lines whatever the rows are, is the same beside every format, and beside JSON lines a configuration of its own in the card', async () => {
  const plain = await readFile(join(await exportedFolder(datasetId, recipe), file), 'utf8')
  const others: Partial<ExportParams>[] = [{ format: 'openai' }, { fileType: 'parquet' }, { fileType: 'csv', format: 'alpaca' }, { ladder: 3 }, { curriculum: { by: 'constraints', cuts: [2], epochs: [], replay: 0, control: false } }, { demonstrations: 2, demonstrationShare: 1 }, { reverse: 1 }]
  for (const more of others) {
    const folder = await exportedFolder(datasetId, { ...recipe, ...more })
    expect(await readFile(join(folder, file), 'utf8'), JSON.stringify(more)).toBe(plain)
    const audit = await verifyExport(folder)
    expect(audit.faults, JSON.stringify(more)).toEqual([])
    const card = await readFile(join(folder, 'README.md'), 'utf8')
    const front = parse(card.split('---\n')[1] ?? '')
    // One reader of `datasets` is for all files of a folder: only beside JSON lines the prompts can be a configuration.
    const own = more.fileType === undefined
    expect(front.configs).toEqual([expect.objectContaining({ config_name: 'default' }), ...(own ? [{ config_name: 'ifeval', data_files: [{ split: 'test', path: file }] }] : [])])
    if (own) expect(front.dataset_info).toEqual([expect.objectContaining({ config_name: 'default' }), { config_name: 'ifeval', features: [expect.objectContaining({ name: 'key' }), expect.anything(), expect.anything(), expect.anything()] }])
    expect(card).toContain('## Evaluation')
  }
})

it('is in the preview, and in the index that finds a pair in exports', async () => {
  const { items } = await previewExport({ datasetId, params: exportParams.parse({ format: 'sft-messages', anyNumber: 0, ...recipe, test: 0.9 }), seed: 5, draw: 0 }, new AbortController().signal)
  expect(items.flatMap(({ rows }) => rows.map((row) => row.file))).toEqual(expect.arrayContaining(['test.jsonl', file]))
  const folder = await exportedFolder(datasetId, recipe)
  const manifest = await manifestOf(folder)
  expect((await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })).rows).toBe(manifest.counts.out)
  const [row] = await rowsOf<{ id: string }>(folder, proofs)
  const { id: exportId } = await db().export.findFirstOrThrow({ where: { datasetId }, orderBy: { id: 'desc' } })
  const { exports } = await exportsHolding({ id: row?.id ?? '', texts: null }, { thorough: false, signal: new AbortController().signal })
  expect(exports.find((one) => one.exportId === exportId)?.places).toEqual(expect.arrayContaining([{ file, row: 1, as: 'row' }]))
  expect(manifest.files.some(({ name }) => name === file)).toBe(true)
})

it('is found out where a prompt is of no row that is held out, or is trained on', async () => {
  const folder = await exportedFolder(datasetId, recipe)
  const other = await exportedFolder(datasetId, { format: 'ifeval' })
  const known = new Set((await rowsOf<EvaluationRow>(folder, file)).map(({ key }) => key))
  const all = await rowsOf<EvaluationRow>(other, 'train.jsonl')
  const place = all.findIndex(({ key }) => !known.has(key))
  const copy = await copyOf(folder)
  await copy.write(file, `${await copy.text(file)}${JSON.stringify(all[place])}\n`)
  const proof = (await rowsOf<object>(other, 'train.proofs.jsonl'))[place]
  await copy.write(proofs, `${await copy.text(proofs)}${JSON.stringify({ ...proof, row: known.size + 1 })}\n`)
  await copy.seal()
  await copy.manifest((manifest) => {
    for (const one of manifest.files) if (one.name === file) one.rows = known.size + 1
    manifest.made['evaluation prompts'] = known.size + 1
  })
  const { counts } = await verifyExport(copy.path)
  await copy.remove()
  expect(counts).toMatchObject({ evaluation: 1, 'leak-instruction': 1 })
})

it('is found out where a prompt is in the words of another pair than that of its key', async () => {
  const copy = await copyOf(await exportedFolder(datasetId, recipe))
  const lines = (await copy.text(proofs)).trimEnd().split('\n')
  await copy.write(proofs, `${[(lines[0] ?? '').replace(/"original_instruction":"/, '"original_instruction":"Please: '), ...lines.slice(1)].join('\n')}\n`)
  await copy.seal()
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults).toEqual([expect.objectContaining({ kind: 'not-stated', file, line: 1 }), expect.objectContaining({ kind: 'content', file, line: 1 }), expect.objectContaining({ kind: 'evaluation', file, line: 1, problem: expect.stringContaining('was asked something else') })])
})

it('is found out where it was taken away, from the folder and from the manifest', async () => {
  const copy = await copyOf(await exportedFolder(datasetId, recipe))
  for (const name of [file, proofs]) await rm(join(copy.path, name))
  await copy.manifest((manifest) => {
    manifest.files = manifest.files.filter(({ name }) => name !== file && name !== proofs)
    Reflect.deleteProperty(manifest.made, 'evaluation prompts')
  })
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'manifest-broken', field: 'files', problem: 'has no file test_ifeval, which the recipe asks for' }))
})

it('is refused where nothing is held out as a test, and beside formats that have no place for it', () => {
  for (const asked of [{ format: 'sft-messages' }, { format: 'ifeval', test: 0.2 }, { format: 'dpo', test: 0.2 }, { format: 'kto-prompts', test: 0.2 }]) expect(exportParams.safeParse({ ...asked, evaluation: true }).error?.issues[0]?.path).toEqual(['evaluation'])
})
