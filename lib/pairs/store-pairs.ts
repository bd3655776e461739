import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { auditConstraint } from '#lib/constraints/audit.ts'
import { checkConstraint, compileConstraint, crabRuleTypes, mapRawType } from '#lib/constraints/index.ts'
import { newId } from '#lib/db/id.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import type { ImportedConstraint, PairRecord } from '#lib/pairs/record.ts'
import { holdOffTakeDowns, takenDownAmong } from '#lib/pairs/taken-down.ts'
import { knownHashes, writeRows } from '#lib/pairs/write-rows.ts'
import { constraintFingerprint, keepDoubts, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import { copyConstraints } from '#lib/review/copy-constraints.ts'
import { storeTags } from '#lib/tags/imported-tags.ts'

/** Where records come from, and where they go. */
export interface Origin {
  datasetId: string
  runId: string | null
  /** For records that name no source or licence themselves. */
  source: string
  license: string | null
}

/** What became of a batch: pairs + duplicates + takenDown = the records given. */
export interface Stored {
  pairs: number
  duplicates: number
  /** Those that were taken down on request, and stay out. */
  takenDown: number
  constraints: number
  refuted: number
}

/** A record as a pair to be written, with the constraints that came with it. */
export type PreparedPair = ReturnType<typeof pairRow> & ReturnType<typeof countsOf> & { id: string; importLine: number; record: PairRecord; constraints: Imported[] }

/** A batch of records, ready to be written. */
export interface PreparedPairs {
  rows: PreparedPair[]
  /** The contents that the dataset had when they were prepared, by hash: not checked, as they are not stored. */
  known: ReadonlySet<string>
}

/** Records prepared before others get their turn: what was asked of the database is read in between. */
const atATime = 10

/**
 * Makes pairs of records, outside of any transaction: most of what storing them costs here. Constraints that come with a record are mapped to the vocabulary, compiled to checkers where their
 * text says something checkable, and checked at once.
 */
export async function preparePairs(db: Db | Tx, origin: Origin, items: readonly { line: number; record: PairRecord }[]): Promise<PreparedPairs> {
  const read = items.map(({ line, record }) => ({ id: newId(), ...pairRow(record, origin), importLine: line, record }))
  const known = await knownHashes(db, origin.datasetId, read.filter(({ record }) => record.constraints.length > 0).map((row) => row.contentHash))
  const rows: PreparedPair[] = []
  for (const row of read) {
    const constraints = known.has(row.contentHash) ? [] : importedConstraints(row.record)
    rows.push({ ...row, ...countsOf(constraints), constraints })
    if (constraints.length > 0 && rows.length % atATime === 0) await setImmediate()
  }
  return { rows, known }
}

/** Prepares records and writes them, in one transaction. */
export async function storePairs(tx: Tx, origin: Origin, items: { line: number; record: PairRecord }[]): Promise<Stored> {
  return writePairs(tx, origin, await preparePairs(tx, origin, items))
}

/**
 * Writes prepared records as pairs, in a handful of statements for the whole batch. A pair whose content the dataset has already is left out and counted, and so is one that was taken down.
 */
export async function writePairs(tx: Tx, origin: Origin, { rows: prepared, known }: PreparedPairs): Promise<Stored> {
  if (prepared.length === 0) return { pairs: 0, duplicates: 0, takenDown: 0, constraints: 0, refuted: 0 }
  await holdOffTakeDowns(tx)
  const refused = await takenDownAmong(tx, prepared.map((row) => row.contentHash))
  const rows = prepared.filter((row) => !refused.has(row.contentHash))
  const isNew = await writeRows(tx, origin, rows, known)
  // What was known and is new all the same was removed in between: its constraints are made now, and counted below.
  const returned = new Set(rows.flatMap((row) => (isNew.has(row.id) && known.has(row.contentHash) ? [row.id] : [])))
  const fresh = rows
    .filter((row) => isNew.has(row.id))
    .map((row) => (returned.has(row.id) ? { ...row, constraints: importedConstraints(row.record) } : row))
  const constraints = fresh.flatMap((row) => row.constraints.map((constraint, position) => ({ ...constraint, pairId: row.id, contentHash: row.contentHash, position })))
  const made = await copyConstraints(tx, origin.datasetId, origin.runId, constraints)
  await refreshPairs(tx, [...returned])
  await keepDoubts(tx, fresh.flatMap(({ id, constraints: { length } }) => (length > 0 && !returned.has(id) ? [id] : [])))
  await storeRefinements(tx, origin, fresh)
  await storeTags(tx, origin, fresh)
  return {
    pairs: fresh.length,
    duplicates: rows.length - fresh.length,
    takenDown: prepared.length - rows.length,
    constraints: made,
    refuted: constraints.filter((constraint) => constraint.verdict?.outcome === 'fail').length,
  }
}

type Imported = Omit<NewConstraint, 'pairId' | 'position'> & { fingerprint: string }

/** The counters of a pair that comes with these constraints, as refreshPairs finds them: written along with it, for it is dear to write a row twice. */
function countsOf(constraints: readonly Imported[]): { constraintCount: number; refutedCount: number; unchecked: boolean } {
  // Of those that say the same, the first is written.
  const different = [...new Map(constraints.toReversed().map((constraint) => [constraint.fingerprint, constraint])).values()]
  return {
    constraintCount: different.length,
    refutedCount: different.filter(({ verdict }) => verdict?.outcome === 'fail').length,
    unchecked: different.length > 0 && different.every(({ verdict }) => verdict === null),
  }
}

function importedConstraints({ constraints, response }: PairRecord): Imported[] {
  return constraints.map((constraint) => {
    const read = importedConstraint(constraint, response)
    return { ...read, fingerprint: constraintFingerprint(read) }
  })
}

/** Types a constraint that came with a record and, where its text is checkable, proves or refutes it. */
function importedConstraint(
  { rawType, text }: ImportedConstraint,
  response: string,
): Omit<Imported, 'fingerprint'> {
  const base = { rawType, text, origin: 'import' as const }
  const compiled = compileConstraint(text, { rawType })
  if (compiled) return { ...base, type: compiled.type, checker: compiled.checker, verdict: checkConstraint(compiled.checker, response) }
  if (crabRuleTypes.includes(rawType.trim())) {
    const { type, verdict, measured, detail, evidence } = auditConstraint(rawType, text, response)
    return { ...base, type, checker: null, verdict: { outcome: verdict, measured, detail, evidence } }
  }
  return { ...base, type: mapRawType(rawType), checker: null, verdict: null }
}

async function storeRefinements(tx: Tx, origin: Origin, rows: { id: string; record: PairRecord }[]): Promise<void> {
  const refined = rows.flatMap(({ id, record }) => (record.refinedInstruction ? [{ pairId: id, text: record.refinedInstruction }] : []))
  if (refined.length === 0) return
  await tx.variant.createMany({
    data: refined.map(({ pairId, text }) => ({
      id: newId(),
      datasetId: origin.datasetId,
      pairId,
      kind: 'refined' as const,
      text,
      origin: 'import' as const,
      runId: origin.runId,
      fingerprint: createHash('sha256').update(`refined\n${text}`).digest('hex').slice(0, 32),
    })),
    skipDuplicates: true,
  })
}

function pairRow(record: PairRecord, origin: Origin) {
  return {
    contentHash: contentHash(record),
    externalId: record.externalId,
    source: record.source ?? origin.source,
    license: record.license ?? origin.license,
    // By characters: half of one is nothing that Postgres can hold.
    language: record.language === null ? null : Array.from(record.language).slice(0, 16).join(''),
    system: record.system,
    history: record.history,
    instruction: record.instruction,
    input: record.input,
    response: record.response,
    responseWords: record.response.match(/\S+/gu)?.length ?? 0,
    meta: record.meta,
  }
}
