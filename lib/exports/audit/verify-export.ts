import { join } from 'node:path'
import { checkBacktranslation } from '#lib/exports/audit/check-backtranslation.ts'
import { CapCounter } from '#lib/exports/audit/check-caps.ts'
import { checkCompanions } from '#lib/exports/audit/check-companions.ts'
import { checkContent } from '#lib/exports/audit/check-content.ts'
import { checkExtra, withoutExtra } from '#lib/exports/audit/check-extra.ts'
import { checkFiles, readManifest } from '#lib/exports/audit/check-files.ts'
import { checkNamed } from '#lib/exports/audit/check-named.ts'
import { checkRow, type Tell } from '#lib/exports/audit/check-row.ts'
import { TwinFinder } from '#lib/exports/audit/check-twins.ts'
import { checkStrata } from '#lib/exports/audit/check-strata.ts'
import { checkRungs, checkStage, LadderFinder, StageFinder } from '#lib/exports/audit/check-sequence.ts'
import { RowCounter } from '#lib/exports/audit/counts.ts'
import { EvaluationFinder } from '#lib/exports/audit/check-evaluation.ts'
import { FaultLog, type Fault, type FaultKind } from '#lib/exports/audit/faults.ts'
import { LeakFinder } from '#lib/exports/audit/leaks.ts'
import { NearLeakFinder } from '#lib/exports/audit/near-leaks.ts'
import { ProofReader, proofsBeside } from '#lib/exports/audit/proofs-of-rows.ts'
import { repeatedName } from '#lib/exports/audit/repeated-name.ts'
import { RepeatedRows } from '#lib/exports/audit/repeated-rows.ts'
import { rowShapes } from '#lib/exports/audit/row-shapes.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { isComposedFormat, isPreferenceFormat } from '#lib/exports/format-names.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows } from '#lib/exports/file-types/read-rows.ts'
import { lackingIn } from '#lib/exports/proofs.ts'
import { partOfFile, rowsOfFile } from '#lib/exports/sequence.ts'
import { MerkleTree } from '#lib/exports/merkle.ts'
import { exportRecipe, unknownNames, type ExportParams } from '#lib/exports/recipe.ts'

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
  const evaluation = new EvaluationFinder()
  const notes: string[] = []
  const audit = (files: number): ExportAudit => ({ rows: counter.rows + evaluation.rows, files, total: log.total, counts: log.counts, faults: log.faults, notes })
  const manifest = await readManifest(folder, log)
  if (!manifest) return audit(0)
  const there = await checkFiles(folder, manifest, log)
  const recipe = exportRecipe.safeParse(manifest.recipe)
  if (!recipe.success) {
    for (const { path, message } of recipe.error.issues) log.add('manifest-broken', { file: 'manifest.json', field: ['recipe', ...path].join('.') }, message)
    return audit(there.length)
  }
  checkNamed(manifest, recipe.data, log)
  for (const name of unknownNames(manifest.recipe)) notes.push(`Not checked whether the rows follow what the recipe says of "${name}": this version does not know it.`)
  const [leaks, repeated, twins, nearLeaks, stages, ladders, caps] = [new LeakFinder(), new RepeatedRows(), new TwinFinder(), new NearLeakFinder(manifest.nearDuplicates), new StageFinder(recipe.data), new LadderFinder(), new CapCounter(recipe.data)]
  const withRows = there.filter(({ rows }) => rows !== null)
  // What a format's rows do not say of themselves stands beside them.
  const beside = withRows.flatMap((file) => proofsBeside(file, rowsOfFile(file.name, recipe.data).recipe) ?? [])
  const proofs = beside.filter((name) => there.some((file) => file.name === name && file.rows === null))
  for (const name of beside) if (!manifest.files.some((file) => file.name === name)) log.add('proofs-missing', { file: name }, 'proves the rows of a file, and is not in the manifest, which does not say that there are none')
  if (lackingIn(recipe.data.format) && recipe.data.proofs === 'none') notes.push(withoutProofs)
  for (const file of manifest.files) if (file.rows !== null && !there.includes(file)) counter.missed += file.rows
  const notHeld = new Map<string, number>()
  const found = { notHeld, log, counter, evaluation, leaks, repeated, twins, nearLeaks, stages, ladders, caps, proofs }
  for (const file of withRows.filter(({ name }) => partOfFile(name).split !== 'train' && !rowsOfFile(name, recipe.data).isEvaluation)) await holdRows(folder, file, recipe.data, found)
  // The file of evaluation prompts is the last: its rows are of those before.
  for (const file of withRows.toSorted((a, b) => Number(rowsOfFile(a.name, recipe.data).isEvaluation) - Number(rowsOfFile(b.name, recipe.data).isEvaluation))) await checkRows(folder, file, recipe.data, found)
  leaks.report(log)
  repeated.report(log)
  twins.report(log)
  stages.report(log)
  ladders.report(log)
  notes.push(...nearLeaks.report(log, (file, line) => log.has(['leak-id', 'leak-instruction', 'leak-response'], file, line)))
  for (const [why, n] of notHeld) notes.push(`Not checked whether the prompt has its instruction: ${n.toLocaleString('en')} ${n === 1 ? 'row' : 'rows'} ${why}.`)
  caps.report(manifest, log)
  checkStrata(manifest, recipe.data, log)
  counter.compare(manifest, log)
  if (counter.missed === 0) evaluation.compare(manifest, log)
  else notes.push(`The figures of the manifest were not compared with the rows: ${counter.missed.toLocaleString('en')} ${counter.missed === 1 ? 'row' : 'rows'} could not be read.`)
  notes.push(...(await checkCompanions(folder, manifest, recipe.data, there, log)))
  return audit(there.length)
}

/** Told of exports whose recipe says that they have none. */
const withoutProofs = 'The rows of this format hold not all that proves them, and by its recipe no file of proofs is beside them: whether responses meet their constraints was not checked.'

interface Found {
  /** Rows whose prompts could not be held to their instruction, by why. */
  notHeld: Map<string, number>
  /** The files of proofs that are there. */
  proofs: readonly string[]
  log: FaultLog
  counter: RowCounter
  evaluation: EvaluationFinder
  leaks: LeakFinder
  repeated: RepeatedRows
  twins: TwinFinder
  nearLeaks: NearLeakFinder
  stages: StageFinder
  ladders: LadderFinder
  caps: CapCounter
}

/** Takes up the rows of a file that is held out. What cannot be read is told when the file is checked. */
async function holdRows(folder: string, file: ExportFile, recipe: ExportParams, { nearLeaks, proofs }: Found): Promise<void> {
  const { format, fileType } = recipe
  if (fileTypeOf(file.name) !== fileType) return
  const proving = openProofs(folder, file, recipe, proofs)
  for await (const row of readRows(join(folder, file.name), fileType, columnsOf(recipe))) {
    const read = 'problem' in row ? null : rowShapes[format](withoutExtra(row.value, recipe))
    if (!read || !('facts' in read)) {
      await proving?.skip()
      continue
    }
    const proven = 'value' in row ? await proving?.prove(read.facts, JSON.stringify(row.value)) : undefined
    nearLeaks.hold(file.name, row.line, proven?.facts ?? read.facts)
  }
  await proving?.close()
}

function openProofs(folder: string, file: ExportFile, recipe: ExportParams, there: readonly string[]): ProofReader | null {
  const name = proofsBeside(file, recipe)
  return name !== null && there.includes(name) ? new ProofReader(folder, name, recipe.format) : null
}

async function checkRows(folder: string, file: ExportFile, whole: ExportParams, { log, counter, evaluation, leaks, repeated, twins, nearLeaks, stages, ladders, caps, proofs, notHeld }: Found): Promise<void> {
  const { recipe, type: wanted, isEvaluation } = rowsOfFile(file.name, whole)
  const type = fileTypeOf(file.name)
  if (type !== wanted) {
    log.add('manifest-broken', { file: 'manifest.json', field: 'files' }, `${file.name} holds rows, and the recipe says that such files are .${wanted}`)
    counter.missed += file.rows ?? 0
    return
  }
  // Prompts that are not composed are in words of their own, and state whatever they state.
  const isPreference = !isComposedFormat(recipe.format)
  const bounds = { min: recipe.ladder > 0 ? 1 : recipe.minConstraints, max: isPreference ? Number.POSITIVE_INFINITY : recipe.maxConstraints, isPreference, allProven: isPreferenceFormat(recipe.format), instruction: recipe.instruction, demonstrations: recipe.demonstrations, bits: recipe.bits, weights: recipe.typeWeights }
  const tree = new MerkleTree()
  const proving = openProofs(folder, file, recipe, proofs)
  let [rows, readable] = [0, true]
  for await (const row of readRows(join(folder, file.name), type, columnsOf(recipe))) {
    const { line } = row
    rows++
    if ('problem' in row) {
      readable = false
      counter.missed++
      log.add('row-unreadable', { file: file.name, line, field: row.field }, row.problem)
      await proving?.skip()
      continue
    }
    const json = JSON.stringify(row.value)
    tree.add(json)
    // Every row is written as it is read here; one that is not may still be read otherwise elsewhere.
    const twice = row.text === undefined || row.text === json ? null : repeatedName(row.text)
    if (twice !== null) log.add('row-shape', { file: file.name, line, field: twice }, 'is there twice in one object: some readers take the first, some the last')
    const read = rowShapes[recipe.format](withoutExtra(row.value, recipe))
    if ('issues' in read) {
      counter.missed++
      for (const { field, problem } of read.issues) log.add('row-shape', { file: file.name, line, field }, problem)
      await proving?.skip()
      continue
    }
    const proven = await proving?.prove(read.facts, json)
    if (proving && proven?.fault) log.add(proven.fault.kind, { file: proving.name, line: rows, field: proven.fault.field }, proven.fault.problem)
    const facts = proven?.facts ?? read.facts
    const tell: Tell = (kind, field, problem) => log.add(kind, { file: file.name, line, field }, problem)
    leaks.add(file.name, line, isEvaluation ? { ...facts, id: undefined } : facts)
    nearLeaks.compare(file.name, line, facts)
    const why = checkRow(facts, bounds, tell)
    // Alpaca's rows have the system prompt apart, and no turns that are not answered.
    if (isComposedFormat(recipe.format) && recipe.format !== 'alpaca') checkContent(facts, tell)
    if (why !== null) notHeld.set(why, (notHeld.get(why) ?? 0) + 1)
    if (isEvaluation) {
      evaluation.check(facts, tell)
      continue
    }
    repeated.add(file.name, line, facts)
    twins.add(file.name, line, row.value, facts, log)
    counter.add(facts, recipe)
    evaluation.add(partOfFile(file.name).split, facts)
    checkBacktranslation(facts, tell)
    checkExtra(row.value, facts, recipe, tell)
    checkStage(facts, file.name, recipe, tell)
    checkRungs(facts, recipe, tell)
    stages.add(file.name, line, facts)
    ladders.add(file.name, line, facts, recipe, tell)
    caps.add(row.value, facts, tell)
  }
  const left = (await proving?.left()) ?? 0
  if (proving && left > 0) log.add('proof-row', { file: proving.name, line: rows + 1 }, `holds ${left} ${left === 1 ? 'proof' : 'proofs'} more than ${file.name} has rows`)
  if (rows !== file.rows) log.add('file-rows', { file: file.name }, `has ${rows} rows, and the manifest says ${file.rows}`)
  else if (readable && file.merkleRoot !== undefined && tree.root() !== file.merkleRoot) log.add('file-root', { file: file.name }, 'has another Merkle root than the manifest says')
}
