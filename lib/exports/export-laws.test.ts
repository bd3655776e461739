import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { demonstrationPolicies } from '#lib/compose/demonstrations.ts'
import { curriculumMeasures } from '#lib/compose/recipe.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import { reverseAsks } from '#lib/compose/reverse-target.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { exportedHashes } from '#lib/exports/accepted.fixture.ts'
import { generalDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { rowShapes } from '#lib/exports/audit/row-shapes.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { withoutExtra } from '#lib/exports/audit/check-extra.ts'
import { compareExports } from '#lib/exports/compare/compare-exports.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf, fileTypes, fileTypesFor } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { exportFormatIds, holdsNoResponse, isComposedFormat } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { mixedDataset } from '#lib/exports/mixed-dataset.fixture.ts'
import type * as Stretches from '#lib/exports/pieces/stretches.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { askedRecipe, type ExportParams } from '#lib/exports/recipe.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { rowsOfFile } from '#lib/exports/sequence.ts'
import { stratumKinds } from '#lib/exports/strata.ts'
import { licenseUses } from '#lib/licenses/problems.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

// As of so many pairs that an export of them has several pieces.
vi.mock('#lib/exports/pieces/stretches.ts', async (original) => {
  const real = await original<typeof Stretches>()
  return { ...real, stretches: () => real.stretches({ pairs: 5 * 4096, words: 0 }) }
})

type Manifest = ReturnType<typeof manifestSchema.parse>
const lead = { id: 'lead', role: 'owner' }
let datasetId: string
let general: string
beforeAll(async () => {
  datasetId = await mixedDataset(1, 24)
  general = await generalDataset(30)
})
afterEach(() => void delete process.env.PINCER_EXPORT_THREADS)

const share = fc.constantFrom(0.05, 0.3, 0.5, 1)
const few = fc.integer({ min: 1, max: 12 })
const filters = ['source:alpha', 'source:beta', 'language:de', 'tag:good', 'status:reviewed', 'duplicate:no', 'harbour', '-harbour', 'words:>20', 'constraints:>2', 'type:length.*', 'verdict:fail', 'decision:accepted', 'license:MIT', '-"Be kind"']

/** Recipes as somebody may write them: each field of any value that it can have, and often left out. */
const recipes = fc.record(
  {
    format: fc.constantFrom(...exportFormatIds),
    minConstraints: fc.integer({ min: 1, max: 4 }), usualConstraints: fc.integer({ min: 1, max: 8 }), maxConstraints: fc.integer({ min: 1, max: 8 }), anyNumber: fc.constantFrom(0, 0.3, 1),
    instruction: fc.constantFrom('original', 'refined', 'mixed'), refined: fc.constantFrom('accepted', 'undecided too'), inputPosition: fc.constantFrom(...inputPositions, 'mixed'),
    demonstrations: fc.integer({ min: 0, max: 3 }), demonstrationShare: share, demonstrationPolicy: fc.constantFrom(...demonstrationPolicies),
    reverse: share, reverseAsks: fc.constantFrom(...reverseAsks, 'mixed'), reverseGraded: fc.boolean(),
    general: fc.record({ dataset: fc.constant('GENERAL'), share: fc.constantFrom(0.05, 0.5, 0.9), most: fc.option(few) }),
    mostRows: fc.option(few), mostPerSource: fc.option(few), longestWords: fc.option(fc.integer({ min: 20, max: 200 })),
    curriculum: fc.record({ by: fc.constantFrom(...curriculumMeasures), cuts: fc.constantFrom([2], [3, 5], [1, 2, 4, 8]), replay: fc.constantFrom(0, 0.3, 1), control: fc.boolean() }),
    ladder: fc.constantFrom(0, 2, 3, 5), ladderAs: fc.constantFrom('files', 'conversation'),
    typeWeights: fc.dictionary(fc.constantFrom('length', 'style', 'style.tone', 'length.words'), fc.constantFrom(0, 0.5, 5), { maxKeys: 2 }),
    bits: fc.record({ least: fc.constantFrom(0, 1, 3), most: fc.constantFrom(3, 6, 20), facets: fc.integer({ min: 0, max: 3 }) }),
    evaluation: fc.boolean(), proofs: fc.constantFrom('beside', 'none'), margin: fc.constantFrom('none', 'share', 'count', 'bits'), weights: fc.constantFrom('none', 'proof'),
    validation: fc.constantFrom(0, 0.1, 0.4), test: fc.constantFrom(0, 0.2, 0.5), splitBy: fc.constantFrom('pair', 'source'), stratify: fc.constantFrom('none', ...stratumKinds),
    dropNearDuplicates: fc.boolean(), dropContaminated: fc.boolean(), use: fc.constantFrom(...licenseUses),
    licensesAllowed: fc.constantFrom(null, ['MIT', 'not stated'], ['CC0-1.0']), licensesLeftOut: fc.constantFrom([], ['GPL-3.0']),
    filter: fc.subarray(filters, { minLength: 1, maxLength: 2 }),
    fileType: fc.constantFrom(...fileTypes),
  },
  { requiredKeys: ['format'] },
)
/** Of so many fields most would be refused together: each stays by a chance. */
const thinned = fc.tuple(recipes, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), fc.constantFrom(0, 1, 2)).map(([recipe, coins, how]) => {
  const kept = Object.entries(recipe).filter(([name], n) => name === 'format' || how === 0 || (coins[n % 40] && (how === 1 || coins[(n * 7 + 3) % 40])))
  return Object.fromEntries(kept)
})

/** The recipe without the fields that were refused: what is wrong with it, its errors name. */
function accepted(asked: Record<string, unknown>): ExportParams {
  let recipe = { ...asked }
  for (let tries = 0; ; tries++) {
    const read = askedRecipe.safeParse(recipe)
    if (read.success) return read.data
    const named = new Set(read.error.issues.map(({ path }) => String(path[0])))
    expect([recipe, [...named].filter((name) => !(name in recipe) && name !== 'maxConstraints')]).toEqual([recipe, []])
    expect(tries).toBeLessThan(5)
    for (const name of named) if (name === 'maxConstraints') delete recipe.minConstraints
    recipe = Object.fromEntries(Object.entries(recipe).filter(([name]) => name === 'format' || !named.has(name)))
  }
}

async function made(params: ExportParams, seed: number) {
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed, params }))
  await executeRun(runId, 'test', new AbortController().signal)
  const { status, error, counts } = await runView(runId)
  expect([params, status, error]).toEqual([params, 'done', null])
  const { id } = await db().export.findUniqueOrThrow({ where: { runId } })
  const folder = join(exportsRoot(), runId)
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  return { id, runId, folder, manifest, counts, files: await exportedHashes(runId) }
}

async function listed(text: string): Promise<string[]> {
  const { filter, problems } = parseFilter(text)
  expect([text, problems]).toEqual([text, []])
  const page = await browsePairs(datasetId, await filterSeenBy(lead, datasetId, filter), { sort: 'oldest', limit: 100, counted: false })
  expect(page.next).toBeNull()
  return page.rows.map(({ id }) => id)
}

/** The files whose rows are conversations with an answer: those can be imported again. */
const answered = ({ files }: Manifest, params: ExportParams) =>
  files.flatMap(({ name, rows }) => {
    const type = fileTypeOf(name)
    const isAnswered = params.format === 'sft-chosen' || (isComposedFormat(params.format) && !holdsNoResponse(params.format) && params.format !== 'kto-prompts')
    return rows && type && isAnswered && !rowsOfFile(name, params).isEvaluation ? [{ name, type }] : []
  })

/** The conversations of an export's rows, as its files are read again by the format that they are taken for. */
async function importedAgain(folder: string, manifest: Manifest, params: ExportParams): Promise<unknown[]> {
  const told: unknown[] = []
  for (const { name } of answered(manifest, params)) {
    const { mapping } = await previewSource(join(folder, name))
    for await (const item of readPairs(join(folder, name), mapping)) {
      if (item.kind !== 'pair') throw new Error(`${name} as ${mapping.format}: ${JSON.stringify(item)}`)
      const { system, history, instruction, response } = item.record
      told.push([...(system !== null && params.format !== 'alpaca' ? [{ role: 'system', content: system }] : []), ...history, instruction, response])
    }
  }
  return told
}

/** The same as the rows say it. */
async function toldBy(folder: string, manifest: Manifest, params: ExportParams): Promise<unknown[]> {
  const told: unknown[] = []
  for (const { name, type } of answered(manifest, params)) {
    for await (const row of readRows(join(folder, name), type, columnsOf(params))) {
      const read = 'value' in row ? rowShapes[params.format](withoutExtra(row.value, params)) : null
      if (read && 'facts' in read) told.push([...(read.facts.earlier ?? []), read.facts.prompt.text, read.facts.response?.text])
    }
  }
  return told
}

const total = (numbers: Record<string, number>) => Object.values(numbers).reduce((sum, n) => sum + n, 0)

describe('whatever a recipe asks', () => {
  it('what is wrong is named, and what is written is proven, counted, told again to the byte and of the pairs that its filter finds', async () => {
    const pairs = await db().pair.findMany({ where: { datasetId }, include: { constraints: true } })
    const byRow = new Map(pairs.map((pair) => [rowIdOf(pair.contentHash), pair]))
    await fc.assert(
      fc.asyncProperty(thinned, fc.integer({ min: 0, max: 5 }), fc.constantFrom('0', '0', '2'), async (drawn, seed, threads) => {
        const { filter: terms, ...asked } = drawn as Record<string, unknown> & { filter?: string[]; general?: object }
        const text = terms?.join(' ') ?? ''
        const params = accepted({ ...asked, ...(asked.general ? { general: { ...(asked.general as object), dataset: general } } : {}), ...(terms ? { filter: parseFilter(text).filter } : {}) })
        const what = JSON.stringify({ asked: drawn, seed })
        process.env.PINCER_EXPORT_THREADS = '0'
        const isOfPairs = isComposedFormat(params.format)
        const preview = await previewExport({ datasetId, params, seed, draw: 1 }, new AbortController().signal)
        const { id, folder, manifest, counts, files } = await made(params, seed)
        expect([what, (await verifyExport(folder)).faults]).toEqual([what, []])
        // Counts.
        expect([what, manifest.counts]).toEqual([what, { in: counts.in, out: counts.out, dropped: counts.dropped }])
        expect([what, counts.out + total(counts.dropped)]).toEqual([what, counts.in])
        const { constraints } = manifest
        if (isOfPairs) expect([what, constraints.total + total(constraints.leftOut)]).toEqual([what, constraints.accepted])
        expect([what, total(constraints.byType), constraints.proven + constraints.judgedByPeople]).toEqual([what, constraints.total, constraints.total])
        // Rows.
        const lines = new Set<string>()
        for (const { name, rows } of manifest.files) {
          const type = fileTypeOf(name)
          if (rows === null || type === null) continue
          const of = rowsOfFile(name, params)
          let n = 0
          for await (const row of readRows(join(folder, name), type, columnsOf(of.recipe))) {
            n++
            if (!('value' in row)) throw new Error(`${what}: ${name}:${row.line} ${row.problem}`)
            lines.add(`${name} ${JSON.stringify(row.value)}`)
            const read = rowShapes[of.recipe.format](withoutExtra(row.value, of.recipe))
            if (!('facts' in read) || !isOfPairs || read.facts.task?.kind === 'general') continue
            const { id: rowId = '', constraints: stated = [], isTwin, response, rungs } = read.facts
            const pair = byRow.get(rowId.slice(0, 23))
            // Not every format tells which rows are general.
            if (!pair && params.general) continue
            if (rowId.startsWith('pincer-')) expect([what, rowId, pair === undefined]).toEqual([what, rowId, false])
            for (const one of isTwin ? [] : stated) {
              const standing = pair?.constraints.filter(({ text: said }) => said === one.text).map(({ status }) => status)
              if (!rungs) expect([what, rowId, one.text, standing]).toEqual([what, rowId, one.text, expect.arrayContaining(['accepted'])])
              if (one.proven && response && read.facts.task?.kind !== 'reverse') expect([what, rowId, one.text, one.checker && checkConstraint(one.checker, response.text).outcome]).toEqual([what, rowId, one.text, 'pass'])
            }
          }
          expect([what, name, n]).toEqual([what, name, rows])
        }
        expect([what, await importedAgain(folder, manifest, params)]).toEqual([what, await toldBy(folder, manifest, params)])
        // What is previewed is what is written.
        if (params.mostRows === null && params.mostPerSource === null) for (const { rows } of preview.items) for (const { file, json } of rows) expect([what, file, json, lines.has(`${file} ${JSON.stringify(JSON.parse(json))}`)]).toEqual([what, file, json, true])
        // Pairs.
        if (isOfPairs) {
          const found = await listed(text)
          expect([what, counts.in]).toEqual([what, found.length])
          const left = await listed(`export:${id}`)
          const dropped: string[] = []
          for (const [reason, n] of Object.entries(counts.dropped)) {
            const those = await listed(`dropped:"${droppedBy(id, reason)}"`)
            expect([what, reason, those.length]).toEqual([what, reason, n])
            dropped.push(...those)
          }
          if (params.demonstrations === 0) expect([what, left.length]).toEqual([what, counts.out])
          expect([what, [...new Set([...left, ...dropped])].toSorted()]).toEqual([what, found.toSorted()])
        }
        // Again, by threads, and as another type of file.
        process.env.PINCER_EXPORT_THREADS = threads
        expect([what, (await made(params, seed)).files]).toEqual([what, files])
        process.env.PINCER_EXPORT_THREADS = '0'
        const own = { folder, manifest }
        const same = await compareExports(own, own)
        const rows = manifest.files.reduce((sum, file) => sum + (file.rows ?? 0), 0)
        const unchanged = { before: rows, after: rows, same: rows, added: 0, removed: 0, changed: 0, moved: 0 }
        expect([what, same.rows, same.recipe, same.typeShift]).toEqual([what, unchanged, [], 0])
        const others = fileTypesFor(params.format)
        const other = await made({ ...params, fileType: others[(others.indexOf(params.fileType) + 1) % others.length] ?? 'jsonl' }, seed)
        expect([what, (await compareExports(own, other)).rows]).toEqual([what, unchanged])
        expect([what, other.manifest.snapshot, other.manifest.counts, other.manifest.made]).toEqual([what, manifest.snapshot, manifest.counts, manifest.made])
      }),
      { numRuns: 6 },
    )
  })
})
