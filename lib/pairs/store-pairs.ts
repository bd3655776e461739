import { createHash } from 'node:crypto'
import { auditConstraint } from '#lib/constraints/audit.ts'
import { checkConstraint, compileConstraint, crabRuleTypes, mapRawType } from '#lib/constraints/index.ts'
import { newId } from '#lib/db/id.ts'
import type { Tx } from '#lib/db/client.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import type { ImportedConstraint, PairRecord } from '#lib/pairs/record.ts'
import { holdOffTakeDowns, takenDownAmong } from '#lib/pairs/taken-down.ts'
import { constraintFingerprint, insertConstraints, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import { storeTags } from '#lib/tags/imported-tags.ts'

interface Origin {
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

/**
 * Writes records as pairs, in a handful of statements for the whole batch. A pair whose content the dataset has already is
 * left out and counted, and so is one that was taken down. Constraints that come with a record are mapped to the vocabulary, compiled to checkers where their text
 * says something checkable, and checked at once.
 */
export async function storePairs(tx: Tx, origin: Origin, items: { line: number; record: PairRecord }[]): Promise<Stored> {
  if (items.length === 0) return { pairs: 0, duplicates: 0, takenDown: 0, constraints: 0, refuted: 0 }
  const read = items.map(({ line, record }) => ({ id: newId(), ...pairRow(record, origin), importLine: line, record }))
  await holdOffTakeDowns(tx)
  const refused = await takenDownAmong(tx, read.map((row) => row.contentHash))
  const wanted = read.filter((row) => !refused.has(row.contentHash))
  const known = await knownHashes(tx, origin.datasetId, wanted.filter(({ record }) => record.constraints.length > 0).map((row) => row.contentHash))
  const rows = wanted.map((row) => {
    // What is there already is not stored, and need not be checked.
    const constraints = known.has(row.contentHash) ? [] : importedConstraints(row.record)
    return { ...row, ...countsOf(constraints), constraints }
  })
  const payload = JSON.stringify(rows.map(({ record: _record, constraints: _constraints, ...row }) => row))
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", "externalId", source, license, language, system, history, instruction, input,
      response, "responseWords", meta, "importRunId", "importLine", "constraintCount", "undecidedCount", "refutedCount", unchecked)
    SELECT id, ${origin.datasetId}::uuid, "contentHash", "externalId", source, license, language, system, history, instruction, input,
      response, "responseWords", meta, ${origin.runId}::uuid, "importLine", "constraintCount", "constraintCount", "refutedCount", unchecked
    FROM json_to_recordset(${payload}::json) AS row (id uuid, "contentHash" text, "externalId" text, source text, license text,
      language text, system text, history jsonb, instruction text, input text, response text, "responseWords" int, meta jsonb,
      "importLine" int, "constraintCount" int, "refutedCount" int, unchecked boolean)
    ON CONFLICT ("datasetId", "contentHash") DO NOTHING
    RETURNING id`
  const isNew = new Set(inserted.map((row) => row.id))
  // What was known and is new all the same was removed in between: its constraints are made now, and counted below.
  const returned = new Set(rows.flatMap((row) => (isNew.has(row.id) && known.has(row.contentHash) ? [row.id] : [])))
  const fresh = rows
    .filter((row) => isNew.has(row.id))
    .map((row) => (returned.has(row.id) ? { ...row, constraints: importedConstraints(row.record) } : row))
  const constraints = fresh.flatMap((row) => row.constraints.map((constraint, position) => ({ ...constraint, pairId: row.id, contentHash: row.contentHash, position })))
  const made = (await insertConstraints(tx, origin.datasetId, origin.runId, constraints)).filter(({ isNew }) => isNew).length
  await refreshPairs(tx, [...returned])
  await storeRefinements(tx, origin, fresh)
  await storeTags(tx, origin, fresh)
  return {
    pairs: fresh.length,
    duplicates: rows.length - fresh.length,
    takenDown: read.length - rows.length,
    constraints: made,
    refuted: constraints.filter((constraint) => constraint.verdict?.outcome === 'fail').length,
  }
}

/** Which of these contents the dataset has already. */
async function knownHashes(tx: Tx, datasetId: string, hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  // Hash by hash: asked for all at once, a database that has not yet counted a dataset's pairs reads every one of them.
  const found = await tx.$queryRaw<{ hash: string }[]>`
    SELECT asked.hash FROM unnest(${hashes}::bpchar[]) AS asked(hash)
    CROSS JOIN LATERAL (SELECT 1 FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p."contentHash" = asked.hash LIMIT 1) AS there`
  return new Set(found.map(({ hash }) => hash))
}

type Imported = Omit<NewConstraint, 'pairId' | 'position'>

/** The counters of a pair that comes with these constraints, as refreshPairs finds them: written along with it, for it is dear to write a row twice. */
function countsOf(constraints: readonly Imported[]): { constraintCount: number; refutedCount: number; unchecked: boolean } {
  // Of those that say the same, the first is written.
  const different = [...new Map(constraints.toReversed().map((constraint) => [constraintFingerprint(constraint), constraint])).values()]
  return {
    constraintCount: different.length,
    refutedCount: different.filter(({ verdict }) => verdict?.outcome === 'fail').length,
    unchecked: different.length > 0 && different.every(({ verdict }) => verdict === null),
  }
}

function importedConstraints({ constraints, response }: PairRecord): Imported[] {
  return constraints.map((constraint) => importedConstraint(constraint, response))
}

/** Types a constraint that came with a record and, where its text is checkable, proves or refutes it. */
function importedConstraint(
  { rawType, text }: ImportedConstraint,
  response: string,
): Imported {
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
    language: record.language?.slice(0, 16) ?? null,
    system: record.system,
    history: record.history,
    instruction: record.instruction,
    input: record.input,
    response: record.response,
    responseWords: record.response.match(/\S+/gu)?.length ?? 0,
    meta: record.meta,
  }
}
