import { log } from '#lib/config/log.ts'
import { readBenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { toJson } from '#lib/db/json.ts'
import { newId } from '#lib/db/id.ts'
import { literalSql } from '#lib/db/literal-sql.ts'
import { backtranslationContent } from '#lib/exports/backtranslation/content.ts'
import { readAnswers } from '#lib/exports/backtranslation/snapshot.ts'
import { contaminationReport, requireSearch, type Searched } from '#lib/exports/contamination-report.ts'
import type { ContaminatedPair, ExportContent } from '#lib/exports/content.ts'
import type { ExportFile, ExportManifest } from '#lib/exports/contract.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'
import { ExportFolder, TakenUpAnew, type ProofsFileWriter, type RowsFileWriter } from '#lib/exports/export-folder.ts'
import { isBacktranslationFormat, thingsOf } from '#lib/exports/format-names.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { ManifestCounter } from '#lib/exports/manifest.ts'
import type { GeneralSet } from '#lib/exports/general-rows.ts'
import { rememberTakenDownSince } from '#lib/exports/holding/finished-since.ts'
import { DroppedWriter } from '#lib/exports/holding/dropped-pairs.ts'
import { RowIndexWriter } from '#lib/exports/holding/row-index.ts'
import { pairContent, teamFor } from '#lib/exports/pair-content.ts'
import { letGo, pieceMaker, piecesOf } from '#lib/exports/pieces/piece.ts'
import type { Team } from '#lib/exports/pieces/team.ts'
import { preferenceFormats } from '#lib/exports/preferences/formats.ts'
import { preferenceContent } from '#lib/exports/preferences/preference-content.ts'
import type { GroupBy } from '#lib/exports/pair-groups.ts'
import { readPreferenceSnapshot } from '#lib/exports/preferences/snapshot.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { partOfFile, rowsParts, type RowsPart } from '#lib/exports/sequence.ts'
import { proofOf } from '#lib/exports/proofs.ts'
import { exportWarnings } from '#lib/exports/warnings.ts'
import type { Strata } from '#lib/exports/strata.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { filterOfRun } from '#lib/runs/filter-of-run.ts'

/**
 * Exports a dataset's accepted constraints with their pairs, or its accepted preferences. Reads one snapshot, in order of content hash, and
 * writes row by row into a folder that gets its name only when it is complete: a killed run leaves nothing that looks like an export, and
 * starts over. The bytes are a function of snapshot, recipe and seed. Where two work on the same run, the later one makes the export.
 */
export async function exportRun(context: RunContext<'export'>): Promise<void> {
  const { runId, datasetId } = context
  if (await db().export.findUnique({ where: { runId }, select: { id: true } })) return void (await finish(context, null))
  const dataset = await db().dataset.findUnique({ where: { id: datasetId } })
  if (!dataset) throw notFound('dataset')
  const searched = context.params.dropContaminated ? await requireSearch(datasetId) : null
  if (searched) await db().runEvent.create({ data: { runId, level: searched.addedSince > 0 || searched.notSearchedFor.length > 0 ? 'warn' : 'info', message: searched.told } })
  try {
    const made = await withContent(context, dataset.license, (content) => write(context, dataset, content, searched))
    const isPublished = await finish(context, made).catch(made.failed)
    if (!isPublished) await made.discard()
  } catch (error) {
    if (!(error instanceof TakenUpAnew)) throw error
    log().warn({ runId }, 'another worker has taken up this export')
  }
}

/** Hands on what the recipe's format is made of, as it is at one moment. Throws AppError('invalid') for a format that nobody knows. */
async function withContent<T>({ runId, datasetId, params, seed, signal }: RunContext<'export'>, datasetLicense: string | null, read: (content: ExportContent) => Promise<T>): Promise<T> {
  const chosen = params.filter ? chosenOf(datasetId, await filterOfRun({ runId, datasetId }, params.filter)) : ''
  const benchmarks = params.dropContaminated ? await readBenchmarkGrams() : null
  const ofPairs = exportFormats.find(({ id }) => id === params.format)
  if (ofPairs) {
    const general = await generalSet(datasetId, params)
    const scope = { groupBy: groupingOf(params), strata: strataOf(params, seed), generalId: general?.id ?? null, withDifficulty: params.curriculum?.by === 'difficulty', withLevels: params.ladder > 0 && params.ladderAs === 'conversation', refined: params.refined, refinedLeave: refinedLeave(params), chosen }
    // Threads start while the rest is counted.
    const started: { team: Team | null } = { team: null }
    const counted = (pairs: number): void => void (started.team = teamFor(params, pairs))
    try {
      return await readSnapshot(datasetId, { ...scope, counted }, signal, (snapshot) => read(pairContent(snapshot, ofPairs, { recipe: params, seed, datasetLicense, general, benchmarks, ...started })))
    } finally {
      await started.team?.end()
    }
  }
  const ofPreferences = preferenceFormats.find(({ id }) => id === params.format)
  if (ofPreferences) return readPreferenceSnapshot(datasetId, { groupBy: groupingOf(params), strata: strataOf(params, seed), chosen }, signal, (snapshot) => read(preferenceContent(snapshot, ofPreferences, { recipe: params, datasetLicense, benchmarks })))
  const { format } = params
  if (isBacktranslationFormat(format)) return readAnswers(datasetId, { groupBy: groupingOf(params), strata: strataOf(params, seed), chosen }, signal, (snapshot) => read(backtranslationContent(snapshot, format, { recipe: params, datasetLicense, benchmarks })))
  throw new AppError('invalid', `There is no export format "${params.format}".`)
}

/** What keeps pairs together: where nothing is held out and nothing shown beside another pair, nothing has to. */
export function groupingOf({ validation, test, splitBy, demonstrations }: ExportParams): GroupBy | null {
  return validation > 0 || test > 0 ? splitBy : demonstrations > 0 ? 'pair' : null
}

/** Whether rows have refined instructions: in their prompts, or in the answers of those turned round. */
export function refinedLeave({ instruction, reverse, reverseAsks }: ExportParams): boolean {
  return instruction !== 'original' || (reverse > 0 && reverseAsks !== 'constraints')
}

/** How the groups are drawn by strata; null where they are drawn each by itself. */
export function strataOf({ validation, test, stratify }: ExportParams, seed: number): Strata | null {
  return stratify !== 'none' && validation + test > 0 ? { by: stratify, validation, test, seed } : null
}

/** The condition on a pair of the dataset that a recipe's filter means to whoever asks, for statements that take no parameters; empty for all. */
export function chosenOf(datasetId: string, filter: SeenFilter | undefined): string {
  return filter ? ` ${literalSql(pairConditions({ datasetId, filter }))}` : ''
}

/** The dataset that the recipe names for general rows. Throws AppError('invalid') where it is none, or the exported one. */
export async function generalSet(datasetId: string, { general }: ExportParams): Promise<GeneralSet | null> {
  if (!general) return null
  const found = await db().dataset.findUnique({ where: { name: general.dataset }, select: { id: true, name: true, license: true } })
  if (!found) throw new AppError('invalid', `There is no dataset "${general.dataset}" to take general rows from.`)
  if (found.id === datasetId) throw new AppError('invalid', 'General rows come from another dataset than the one that is exported.')
  return found
}

/** How often a run says how far it is, in milliseconds. */
const tellEvery = 500

/** Writes the files of an export, under a name that says that they are not published. */
async function write({ runId, params, seed, signal }: RunContext<'export'>, dataset: { name: string; license: string | null }, content: ExportContent, searched: Searched | null): Promise<Made> {
  await db().run.update({ where: { id: runId }, data: { total: content.total, progress: 0 } })
  const folder = await ExportFolder.create(runId)
  const index = new RowIndexWriter(folder.name, folder.path)
  const dropped = content.kind === 'sft' ? new DroppedWriter(folder.name, folder.path) : null
  const discard = async (): Promise<void> => void (await Promise.all([folder.discard(), index.discard(), dropped?.discard()]))
  const failed = async (error: unknown): Promise<never> => {
    const isTaken = await folder.isTaken()
    await discard()
    throw isTaken ? new TakenUpAnew() : error
  }
  try {
    const counter = new ManifestCounter(content.accepted)
    const nearDuplicates = await content.nearDuplicates()
    const strata = await content.strata()
    const models = await content.models()
    const rows = await openParts(folder, params)
    let toldAt = 0
    const contaminated: ContaminatedPair[] = []
    const { counts } = counter
    for await (const piece of content.pieces?.(signal) ?? piecesOf(content.items(), pieceMaker(params, seed))) {
      signal.throwIfAborted()
      await index.append(piece.held, rows.map(({ name }) => counts.files[name] ?? 0))
      await dropped?.append(piece.dropped)
      for (const [n, { file, proofs }] of rows.entries()) {
        await file.append(piece.files[n])
        const lines = piece.proofs[n]
        if (lines && proofs) await proofs.append(lines, piece.files[n]?.rows ?? 0)
      }
      counter.merge(piece)
      contaminated.push(...piece.contaminated)
      letGo(piece)
      if (performance.now() > toldAt + tellEvery) {
        if (await folder.isTaken()) throw new TakenUpAnew()
        await db().run.update({ where: { id: runId }, data: { progress: counts.in, heartbeatAt: new Date() } })
        toldAt = performance.now()
      }
    }
    for (const [reason, n] of Object.entries(content.notAccepted)) counts.drop(reason, n)
    if (dropped && content.notAcceptedRows) for (const [reason] of Object.entries(content.notAccepted)) for await (const those of content.notAcceptedRows(dropped.numberOf(reason))) await dropped.write(those)
    const files: ExportFile[] = []
    for (const { name, file } of rows) files.push(await file.close(counts.files[name] ?? 0))
    const named = rows.map(({ split, isEvaluation }, index) => ({ split, isEvaluation, name: files[index]?.name ?? '' }))
    for (const { proofs } of rows) if (proofs) files.push(await proofs.close())
    const order = named.map(({ name }) => name).filter((name) => partOfFile(name).stage !== null || partOfFile(name).level !== null)
    for (const { name, text } of content.companions?.(named.filter(({ isEvaluation }, n) => !isEvaluation && (files[n]?.rows ?? 0) > 0)) ?? []) files.push(await folder.writeText(name, text))
    if (searched) files.push(await folder.writeText('contamination.json', contaminationReport(contaminated, searched)))
    const counted = named.flatMap(({ split, isEvaluation }, n) => (isEvaluation ? [] : [{ split, rows: files[n]?.rows ?? 0 }]))
    const warnings = await exportWarnings({ rows: counted, sources: counts.sources, groups: content.groups, recipe: params })
    const manifest = counter.manifest({ dataset, recipe: { kind: content.kind, ...params }, seed, order, nearDuplicates, strata, models, warnings, files })
    files.push(await folder.writeText('README.md', datasetCard(manifest, columnsOf(params))))
    await folder.writeText('manifest.json', `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)
    signal.throwIfAborted()
    const publish = async (): Promise<void> => {
      await index.publish()
      await dropped?.publish()
      await folder.publish()
    }
    const row = { folder: folder.name, manifest: { ...manifest, files }, rows: counter.rows, bytes: files.reduce((sum, item) => sum + item.bytes, 0), dropReasons: dropped?.reasons ?? [] }
    return { row, publish, discard, failed }
  } catch (error) {
    return await failed(error)
  }
}

interface OpenPart extends RowsPart {
  file: RowsFileWriter
  /** Null where rows prove themselves. */
  proofs: ProofsFileWriter | null
}

/** The files with rows that the recipe asks for, and those of their proofs. */
async function openParts(folder: ExportFolder, recipe: ExportParams): Promise<OpenPart[]> {
  const parts: OpenPart[] = []
  for (const part of rowsParts(recipe)) {
    const file = await folder.openRows(part.name, part.type, columnsOf(part.recipe))
    parts.push({ ...part, file, proofs: proofOf(part.recipe) && (await folder.openProofs(part.name, part.type)) })
  }
  return parts
}

/** An export that is written and not yet published. */
interface Made {
  /** What its row is to hold. */
  row: { folder: string; manifest: ExportManifest; rows: number; bytes: number; dropReasons: string[] }
  publish(): Promise<void>
  discard(): Promise<void>
  /** Discards it and throws the error, or TakenUpAnew where that is why. */
  failed(error: unknown): Promise<never>
}

/**
 * Ends the run and publishes what it made, both or neither; false where the run was cancelled or paused after the last look, or ended by
 * another worker: what was made is nobody's then.
 */
async function finish({ runId, datasetId, params }: RunContext<'export'>, made: Made | null): Promise<boolean> {
  return db().$transaction(async (tx) => {
    // The run's row is held from here on: whoever cancels now comes too late, and is told so.
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: {
        status: 'done',
        finishedAt: new Date(),
        ...(made ? { counts: made.row.manifest.counts, progress: made.row.manifest.counts.in } : {}),
      },
    })
    if (count === 0) return false
    if (!made) return true
    const { folder, manifest } = made.row
    const id = newId()
    const { startedAt, createdAt } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { startedAt: true, createdAt: true } })
    await tx.export.create({ data: { id, datasetId, runId, format: params.format, recipe: params, ...made.row, manifest: toJson(manifest) } })
    await made.publish()
    await rememberTakenDownSince(tx, { id, folder, files: manifest.files, since: startedAt ?? createdAt })
    await tx.runEvent.create({ data: { runId, message: `${manifest.counts.out.toLocaleString('en')} of ${manifest.counts.in.toLocaleString('en')} ${thingsOf(params.format)} exported.` } })
    for (const warning of manifest.warnings ?? []) await tx.runEvent.create({ data: { runId, level: 'warn', message: warning } })
    const message = notStated(manifest.constraints.leftOut)
    if (message) await tx.runEvent.create({ data: { runId, message } })
    return true
    // It may wait for a pair that is being taken down.
  }, { timeout: 120_000 })
}

/** Why accepted constraints are not stated, in a sentence; null where all are. */
function notStated(leftOut: Readonly<Record<string, number>>): string | null {
  const reasons = Object.entries(leftOut).map(([reason, n]) => `${n.toLocaleString('en')} ${reason}`)
  const all = Object.values(leftOut).reduce((sum, n) => sum + n, 0)
  return all === 0 ? null : `${all.toLocaleString('en')} accepted ${all === 1 ? 'constraint is' : 'constraints are'} not stated: ${reasons.join(', ')}.`
}
