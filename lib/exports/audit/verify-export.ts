import { join } from 'node:path'
import { checkBacktranslation } from '#lib/exports/audit/check-backtranslation.ts'
import { CapCounter } from '#lib/exports/audit/check-caps.ts'
import { checkExtra, withoutExtra } from '#lib/exports/audit/check-extra.ts'
import { checkFiles, checkReferences, readManifest } from '#lib/exports/audit/check-files.ts'
import { checkRow, type Tell } from '#lib/exports/audit/check-row.ts'
import { checkStage, LadderFinder } from '#lib/exports/audit/check-sequence.ts'
import { RowCounter } from '#lib/exports/audit/counts.ts'
import { FaultLog, type Fault, type FaultKind } from '#lib/exports/audit/faults.ts'
import { LeakFinder } from '#lib/exports/audit/leaks.ts'
import { NearLeakFinder } from '#lib/exports/audit/near-leaks.ts'
import { rowShapes } from '#lib/exports/audit/row-shapes.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { isComposedFormat } from '#lib/exports/format-names.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import { MerkleTree } from '#lib/exports/merkle.ts'
import { exportRecipe, type ExportParams } from '#lib/runs/contract.ts'

/** What an audit of an export found. */
export interface ExportAudit {
  /** Rows and files that were looked at. */
  rows: number
  files: number
  /** How many faults there are, also by kind: of many of a kind, `faults` holds the first. */
  total: number
  counts: Partial<Record<FaultKind, number>>
  faults: Fault[]
  /** What an honest export may be like, and whoever trains on it should know. */
  notes: string[]
}

/**
 * Checks an export from its files alone: files and manifest agree, every row has the shape of its format and says nothing that its
 * checkers do not find, and nothing is on two sides of a split. Reads row by row. Throws what the file system says; faults of the export
 * are the result.
 */
export async function verifyExport(folder: string): Promise<ExportAudit> {
  const log = new FaultLog()
  const counter = new RowCounter()
  const notes: string[] = []
  const audit = (files: number): ExportAudit => ({ rows: counter.rows, files, total: log.total, counts: log.counts, faults: log.faults, notes })
  const manifest = await readManifest(folder, log)
  if (!manifest) return audit(0)
  const there = await checkFiles(folder, manifest, log)
  await checkReferences(folder, there, log)
  const recipe = exportRecipe.safeParse(manifest.recipe)
  if (!recipe.success) {
    for (const { path, message } of recipe.error.issues) log.add('manifest-broken', { file: 'manifest.json', field: ['recipe', ...path].join('.') }, message)
    return audit(there.length)
  }
  const [leaks, nearLeaks, ladders, caps] = [new LeakFinder(), new NearLeakFinder(manifest.nearDuplicates), new LadderFinder(), new CapCounter(recipe.data)]
  const withRows = there.filter(({ rows }) => rows !== null)
  for (const file of withRows.filter(({ name }) => partOfFile(name).split !== 'train')) await holdRows(folder, file, recipe.data, nearLeaks)
  for (const file of withRows) await checkRows(folder, file, recipe.data, { log, counter, leaks, nearLeaks, ladders, caps })
  leaks.report(log)
  ladders.report(log)
  const near = nearLeaks.report(log, (file, line) => log.has(['leak-id', 'leak-instruction', 'leak-response'], file, line))
  if (near > 0) notes.push(`${near.toLocaleString('en')} ${near === 1 ? 'row that is held out is' : 'rows that are held out are'} nearly the same as one of another split. The manifest does not say that such are kept together: mark near-duplicates in a generation run and export again.`)
  caps.report(manifest, log)
  counter.compare(manifest, log)
  return audit(there.length)
}

interface Found {
  log: FaultLog
  counter: RowCounter
  leaks: LeakFinder
  nearLeaks: NearLeakFinder
  ladders: LadderFinder
  caps: CapCounter
}

/** Takes up the rows of a file that is held out. What cannot be read is told when the file is checked. */
async function holdRows(folder: string, file: ExportFile, recipe: ExportParams, nearLeaks: NearLeakFinder): Promise<void> {
  const { format, fileType } = recipe
  if (fileTypeOf(file.name) !== fileType) return
  for await (const row of readRows(join(folder, file.name), fileType, columnsOf(recipe))) {
    const read = 'problem' in row ? null : rowShapes[format](withoutExtra(row.value, recipe))
    if (read && 'facts' in read) nearLeaks.hold(file.name, row.line, read.facts)
  }
}

async function checkRows(folder: string, file: ExportFile, recipe: ExportParams, { log, counter, leaks, nearLeaks, ladders, caps }: Found): Promise<void> {
  const type = fileTypeOf(file.name)
  if (type !== recipe.fileType) {
    log.add('manifest-broken', { file: 'manifest.json', field: 'files' }, `${file.name} holds rows, and the recipe says that such files are .${recipe.fileType}`)
    return
  }
  // Prompts that are not composed are in words of their own, and state whatever they state.
  const isPreference = !isComposedFormat(recipe.format)
  const bounds = { min: recipe.ladder > 0 ? 1 : recipe.minConstraints, max: isPreference ? Number.POSITIVE_INFINITY : recipe.maxConstraints, isPreference, demonstrations: recipe.demonstrations, bits: recipe.bits, weights: recipe.typeWeights }
  const tree = new MerkleTree()
  let [rows, readable] = [0, true]
  for await (const row of readRows(join(folder, file.name), type, columnsOf(recipe))) {
    const { line } = row
    rows++
    if ('problem' in row) {
      readable = false
      log.add('row-unreadable', { file: file.name, line, field: row.field }, row.problem)
      continue
    }
    tree.add(JSON.stringify(row.value))
    const read = rowShapes[recipe.format](withoutExtra(row.value, recipe))
    if ('issues' in read) {
      for (const { field, problem } of read.issues) log.add('row-shape', { file: file.name, line, field }, problem)
      continue
    }
    counter.add(read.facts)
    leaks.add(file.name, line, read.facts)
    nearLeaks.compare(file.name, line, read.facts)
    const tell: Tell = (kind, field, problem) => log.add(kind, { file: file.name, line, field }, problem)
    checkRow(read.facts, bounds, tell)
    checkBacktranslation(read.facts, tell)
    checkExtra(row.value, read.facts, recipe, tell)
    checkStage(read.facts, file.name, recipe, tell)
    ladders.add(file.name, line, read.facts, tell)
    caps.add(row.value, read.facts, tell)
  }
  if (rows !== file.rows) log.add('file-rows', { file: file.name }, `has ${rows} rows, and the manifest says ${file.rows}`)
  else if (readable && file.merkleRoot !== undefined && tree.root() !== file.merkleRoot) log.add('file-root', { file: file.name }, 'has another Merkle root than the manifest says')
}
