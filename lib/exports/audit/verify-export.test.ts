import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, addPair, copyOf, exportedFolder, generalDataset, markNearDuplicates } from '#lib/exports/audit/made-export.fixture.ts'
import { movedNearly, plantedFaults, proofs, train, written } from '#lib/exports/audit/planted-faults.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { db } from '#lib/db/client.ts'
import type { FaultKind } from '#lib/exports/audit/faults.ts'
import { exportFormatIds, isComposedFormat } from '#lib/exports/format-names.ts'
import { fileTypesFor } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { openRowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import { rowOfFields } from '#lib/exports/export-row.ts'
import { encodeRows } from '#lib/exports/pieces/encode-rows.ts'
import { formatColumns } from '#lib/exports/formats/columns.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
const folders: Record<string, string> = {}
beforeAll(async () => {
  datasetId = await acceptedDataset(60)
  const splits = { validation: 0.2, test: 0.2 }
  folders.unmarked = await exportedFolder(datasetId, splits)
  await markNearDuplicates(datasetId)
  folders.sft = await exportedFolder(datasetId, splits)
  folders.rlvr = await exportedFolder(datasetId, { format: 'rlvr' })
  folders.rlvrPincer = await exportedFolder(datasetId, { format: 'rlvr-pincer' })
  folders.ifeval = await exportedFolder(datasetId, { format: 'ifeval' })
  folders.openai = await exportedFolder(datasetId, { ...splits, format: 'openai' })
  folders.alpaca = await exportedFolder(datasetId, { format: 'alpaca' })
  folders.axolotl = await exportedFolder(datasetId, { ...splits, format: 'axolotl' })
  folders.crab = await exportedFolder(datasetId, { format: 'crab' })
  folders.shown = await exportedFolder(datasetId, { ...splits, demonstrations: 3, demonstrationShare: 1 })
  folders.weighed = await exportedFolder(datasetId, { weights: 'proof' })
  folders.prompts = await exportedFolder(datasetId, { format: 'kto-prompts' })
  folders.reverse = await exportedFolder(datasetId, { reverse: 1, reverseGraded: true })
  folders.reverseAlpaca = await exportedFolder(datasetId, { format: 'alpaca', reverse: 1, reverseGraded: true })
  folders.llama = await exportedFolder(datasetId, { format: 'llama-factory' })
  folders.general = await exportedFolder(datasetId, { general: { dataset: await generalDataset(40), share: 0.3, most: 20 } })
}, 120_000)

describe('an export as it was made', () => {
  it.each(exportFormatIds.filter((format) => isComposedFormat(format)).flatMap((format) => fileTypesFor(format).map((fileType) => ({ format, fileType }))))('has no fault: $format as $fileType', async ({ format, fileType }) => {
    const folder = await exportedFolder(datasetId, { format, fileType, validation: 0.2, test: 0.2, instruction: 'mixed', inputPosition: 'mixed', weights: exportRecipe.safeParse({ format, fileType, weights: 'proof' }).success ? 'proof' : 'none' })
    const audit = await verifyExport(folder)
    expect(audit.faults).toEqual([])
    expect(audit).toMatchObject({ rows: format === 'kto-prompts' ? 120 : format === 'ifeval' ? 48 : 60, total: 0 })
    expect(audit.files).toBeGreaterThanOrEqual(4)
  })
})

describe('an export of constraints that say so much', () => {
  it.each(['sft-messages', 'kto-prompts'] as const)('has no fault: %s', async (format) => {
    const folder = await exportedFolder(datasetId, { format, maxConstraints: 3, bits: { least: 0, most: 1, facets: 0 } })
    const audit = await verifyExport(folder)
    expect([audit.rows > 0, audit.faults]).toEqual([true, []])
  })
})

describe('an export with caps', () => {
  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, mostRows: 1 }).success && isComposedFormat(format)))('has no fault: %s', async (format) => {
    const caps = { mostRows: 20, mostPerSource: 18, longestWords: format === 'rlvr' ? 100 : 140 }
    const general = exportRecipe.safeParse({ format, general: { dataset: 'x' } }).success ? { dataset: await generalDataset(10), share: 0.2, most: 4 } : null
    const folder = await exportedFolder(datasetId, { format, validation: 0.2, ...caps, general })
    expect((await verifyExport(folder)).faults).toEqual([])
    const { counts } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    expect(counts.out).toBe(18)
  })
})

describe('near-duplicates that were never marked', () => {
  it('are no fault of an export, which does not say that it keeps them together, but are told', async () => {
    const copy = await copyOf(folders.unmarked ?? '')
    await movedNearly(copy)
    await copy.seal()
    const audit = await verifyExport(copy.path)
    await copy.remove()
    // But for its id, which is that of the texts that it had.
    expect(audit.faults).toEqual([expect.objectContaining({ kind: 'content' })])
    expect(audit.notes).toEqual([expect.stringContaining('1 row that is held out is nearly the same')])
  })

  it('are kept together, and the manifest says so, once every pair is compared; and not after another has come', async () => {
    const own = await acceptedDataset(12)
    const says = async (recipe = {}) => manifestSchema.parse(JSON.parse(await readFile(join(await exportedFolder(own, { test: 0.4, ...recipe }), 'manifest.json'), 'utf8')))
    const before = await says()
    expect(before.nearDuplicates).toBeNull()
    await markNearDuplicates(own)
    const after = await says()
    expect(after.nearDuplicates).toEqual({ field: 'both', threshold: 0.8 })
    expect(after.snapshot).not.toBe(before.snapshot)
    expect((await says({ test: 0 })).nearDuplicates).toBeNull()
    // One that is begun and not ended has compared some.
    const params = generateParams.parse({ steps: [{ step: 'near_duplicates' }] })
    const later = await db().$transaction((tx) => createRun(tx, null, { kind: 'generate', datasetId: own, seed: 0, params }))
    await db().run.update({ where: { id: later }, data: { status: 'cancelled', startedAt: new Date() } })
    expect((await says()).nearDuplicates).toBeNull()
    await db().run.delete({ where: { id: later } })
    expect((await says()).nearDuplicates).not.toBeNull()
    await addPair(own)
    expect((await says()).nearDuplicates).toBeNull()
  })
})

describe('an export with all that composing has', () => {
  it('demonstrates only types that the recipe asks for', async () => {
    const folder = await exportedFolder(datasetId, { demonstrations: 3, demonstrationShare: 1, typeWeights: { punctuation: 0 } })
    expect((await verifyExport(folder)).faults).toEqual([])
    const { made } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    expect(made.demonstrations).toBeGreaterThan(10)
  })

  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, reverse: 0.5, demonstrations: 2 }).success))('has no fault: %s', async (format) => {
    const folder = await exportedFolder(datasetId, { format, validation: 0.3, reverse: 0.5, reverseGraded: format === 'sft-messages', demonstrations: 2, demonstrationShare: 0.7 })
    const audit = await verifyExport(folder)
    expect(audit.faults).toEqual([])
    const { made } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    expect((made['forward rows'] ?? 0) + (made['reverse rows'] ?? 0)).toBe(60)
    expect(made['reverse rows']).toBeGreaterThan(10)
  })
})

/** What is told at the end of rows that are gone, and of a card that is not of a changed manifest. */
const consequences: readonly FaultKind[] = ['count', 'file-rows', 'companion']

describe('a planted fault is found and named', () => {
  it.each(plantedFaults)('$what', async ({ in: of = 'sft', plant, found, unsealed, more }) => {
    const copy = await copyOf(folders[of] ?? '')
    try {
      await plant(copy)
      if (!unsealed) await copy.seal()
      const audit = await verifyExport(copy.path)
      // Whatever changes a text of a pair has made another pair of it, too.
      const faults = audit.faults.filter(({ kind }) => kind !== 'content' || found.some((one) => one.kind === kind))
      for (const [n, { problem, ...place }] of found.entries()) {
        expect(faults[n], JSON.stringify(faults, null, 1)).toMatchObject(place)
        expect(faults[n]?.problem).toContain(problem ?? '')
        expect(faults[n]?.remedy).not.toBe('')
      }
      expect(faults.slice(found.length).filter(({ kind }) => !consequences.includes(kind) && !(more && found.some((one) => one.kind === kind))), 'nothing else is found').toEqual([])
      expect(audit.total).toBe(audit.faults.length)
    } finally {
      await copy.remove()
    }
  })

  it('twenty kinds and more', () => {
    expect(new Set(plantedFaults.flatMap(({ found }) => found.map(({ kind }) => kind))).size).toBeGreaterThanOrEqual(20)
  })
})

it('takes no fault in a card of other words, and says what it compared', async () => {
  const copy = await copyOf(folders.sft ?? '')
  await written('README.md', /dataset_info:[\s\S]*?(?=configs:)/, '')(copy)
  await written('README.md', '## Constraints by type', '## All constraints')(copy)
  await copy.write('README.md', `${await copy.text('README.md')}\n## Thanks\n| to | for |\n|---|---|\n| Ada | 60 gulls |\n`)
  await copy.seal()
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit.faults).toEqual([])
  expect(audit.notes).toEqual([expect.stringContaining('README.md is not in the words of this version')])
})

it('takes no fault in what a clone from the Hub has beside the files, and tells of what is not checked', async () => {
  const copy = await copyOf(folders.llama ?? '')
  await copy.write('.gitattributes', '*.parquet filter=lfs diff=lfs merge=lfs -text\n')
  await mkdir(join(copy.path, '.cache'))
  expect(await verifyExport(copy.path)).toMatchObject({ faults: [], notes: [] })
  await rm(join(copy.path, 'dataset_info.json'))
  await copy.manifest((manifest) => Object.assign(manifest, { files: manifest.files.filter(({ name }) => name !== 'dataset_info.json'), recipe: { ...manifest.recipe, temperature: 1 } }))
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit).toMatchObject({ faults: [], notes: [expect.stringContaining('"temperature"'), expect.stringContaining('dataset_info.json')] })
})

it('holds a packed file to what is in it, too', async () => {
  const folder = await exportedFolder(datasetId, { fileType: 'jsonl.gz' })
  expect(await verifyExport(folder)).toMatchObject({ total: 0 })
  const copy = await copyOf(folder)
  await copy.manifest((manifest) => Object.assign(manifest.files.find(({ name }) => name === 'train.jsonl.gz') ?? {}, { contentSha256: '0'.repeat(64) }))
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit.faults).toEqual([expect.objectContaining({ kind: 'file-hash', file: 'train.jsonl.gz', problem: expect.stringContaining('unpacked') })])
})

it('finds that the proofs were taken away, from the folder and from the manifest', async () => {
  const copy = await copyOf(folders.alpaca ?? '')
  await rm(join(copy.path, proofs))
  await copy.manifest((manifest) => (manifest.files = manifest.files.filter(({ name }) => name !== proofs)))
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit.faults).toEqual([expect.objectContaining({ kind: 'proofs-missing', file: proofs })])
})

it('says so where the recipe asks for no proofs beside rows that need them', async () => {
  const folder = await exportedFolder(datasetId, { format: 'alpaca', proofs: 'none' })
  expect((await readdir(folder)).filter((name) => name.includes('proofs'))).toEqual([])
  const audit = await verifyExport(folder)
  expect(audit.faults).toEqual([])
  expect(audit.notes).toEqual([expect.stringContaining('was not checked'), `Not checked whether the prompt has its instruction: ${audit.rows} rows that do not say what their pair was asked.`])
})

it('holds rows that do not say which instruction they have to the only one it can be, and says how many it cannot hold', async () => {
  for (const instruction of ['original', 'mixed'] as const) {
    const copy = await copyOf(await exportedFolder(datasetId, { instruction, anyNumber: 0 }))
    const rows = (await copy.text(train)).trimEnd().split('\n').length
    for (let n = 0; n < rows; n++) {
      await copy.row(train, n, (row) => {
        Reflect.deleteProperty(row.meta, 'composed')
        if (n === 1) row.meta.original_instruction = 'Count the masts in the harbour.'
      })
    }
    await copy.manifest(({ made = {} }) => Object.keys(made).filter((name) => /^(?:layout|connector|instruction|input): /.test(name)).forEach((name) => Reflect.deleteProperty(made, name)))
    await copy.recard()
    await copy.seal()
    const audit = await verifyExport(copy.path)
    await copy.remove()
    if (instruction === 'original') expect(audit).toMatchObject({ faults: [{ kind: 'not-stated', line: 2, field: 'meta.original_instruction' }, { kind: 'content', line: 2 }], notes: [] })
    else expect(audit).toMatchObject({ faults: [{ kind: 'content', line: 2 }], notes: [`Not checked whether the prompt has its instruction: ${rows} rows of an early version, which do not say which refined instruction they have.`] })
  }
})

it('tells of a row that cannot be read by itself, and not of every figure without it', async () => {
  const copy = await copyOf(folders.sft ?? '')
  await copy.write(train, `\ufeff${await copy.text(train)}`)
  await copy.seal()
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit).toMatchObject({ total: 1, faults: [{ kind: 'row-unreadable', line: 1 }], notes: [expect.stringContaining('not compared with the rows: 1 row could')] })
})

it('keeps the first hundred faults of a kind, and counts the others', async () => {
  const copy = await copyOf(folders.sft ?? '')
  await copy.write(train, 'x\n'.repeat(250))
  await copy.seal()
  const audit = await verifyExport(copy.path)
  await copy.remove()
  expect(audit.counts['row-unreadable']).toBe(250)
  expect(audit.faults.filter(({ kind }) => kind === 'row-unreadable')).toHaveLength(100)
})

it('finds faults in Parquet and CSV, too', async () => {
  for (const fileType of ['parquet', 'csv'] as const) {
    const copy = await copyOf(await exportedFolder(datasetId, { fileType }))
    const columns = formatColumns['sft-messages']
    const scratch = await mkdtemp(join(tmpdir(), 'pincer-planted-'))
    const name = `train.${fileType}`
    const writer = await openRowsWriter(join(scratch, name), fileType, columns)
    const encoder = encodeRows(fileType, columns)
    for await (const row of readRows(join(copy.path, name), fileType, columns)) {
      if (!('value' in row)) throw new Error(row.problem)
      encoder.add(rowOfFields(JSON.parse(JSON.stringify(row.value).replace('grey water', 'grey, cold water'))))
    }
    await writer.append(encoder.take())
    await writer.close()
    await cp(join(scratch, name), join(copy.path, name))
    await copy.seal()
    expect((await verifyExport(copy.path)).counts).toEqual({ refuted: 60, content: 60, 'file-root': 1 })
    await copy.remove()
    await rm(scratch, { recursive: true })
  }
})
