import { createHash } from 'node:crypto'
import type { Tx } from '#lib/db/client.ts'
import { toJson } from '#lib/db/json.ts'
import { newId } from '#lib/db/id.ts'
import type { FoundAnswer, FoundMeasurement, FoundVariant } from '#lib/generation/step.ts'

interface RunOf {
  id: string
  datasetId: string
}

/**
 * Writes variants; answers for each, in order, with its row. A parent is named by id, or by the ref of another one of the same pair.
 * Those that a pair has already are left alone.
 */
export async function insertVariants(tx: Tx, run: RunOf, given: readonly { pairId: string; variant: FoundVariant }[]): Promise<{ id: string; isNew: boolean }[]> {
  if (given.length === 0) return []
  const rows = given.map(({ pairId, variant }) => ({ pairId, variant, fingerprint: fingerprintOf(variant.kind, variant.text, variant.level ?? null, variant.depth) }))
  const present = await tx.variant.findMany({
    where: { pairId: { in: rows.map(({ pairId }) => pairId) }, fingerprint: { in: rows.map(({ fingerprint }) => fingerprint) } },
    select: { id: true, pairId: true, fingerprint: true },
  })
  const known = new Map(present.map((row) => [`${row.pairId} ${row.fingerprint}`, row.id]))
  const refs = new Map<string, string>()
  const written = rows.map(({ pairId, variant, fingerprint }) => {
    const key = `${pairId} ${fingerprint}`
    const before = known.get(key)
    const id = before ?? newId()
    known.set(key, id)
    if (variant.ref !== undefined) refs.set(`${pairId} ${variant.ref}`, id)
    return { id, isNew: before === undefined }
  })
  await tx.variant.createMany({
    skipDuplicates: true,
    data: rows.flatMap(({ pairId, variant, fingerprint }, index) => {
      const row = written[index]
      if (!row?.isNew) return []
      return [
        {
          id: row.id,
          datasetId: run.datasetId,
          pairId,
          kind: variant.kind,
          text: variant.text,
          origin: 'llm' as const,
          constraintIds: variant.constraints,
          parentId: variant.parent === undefined ? null : (refs.get(`${pairId} ${variant.parent}`) ?? variant.parent),
          depth: variant.depth,
          level: variant.level ?? null,
          operation: variant.operation ?? null,
          meta: toJson(variant.meta ?? {}),
          generationId: variant.generationId ?? null,
          runId: run.id,
          fingerprint,
        },
      ]
    }),
  })
  return written
}

/** Writes answers; those that are there already are left alone. Answers with the places of those that are new. */
export async function insertAnswers(tx: Tx, run: RunOf, given: readonly { pairId: string; variantId: string | null; answer: FoundAnswer }[]): Promise<Set<number>> {
  if (given.length === 0) return new Set()
  const rows = given.map(({ pairId, variantId, answer: { purpose = 'answer', text, model, sample, checks, generationId } }) => ({
    id: newId(), pairId, variantId, purpose, text, model, sample, checks, generationId, fingerprint: fingerprintOf(purpose, variantId, model, sample, text),
  }))
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Answer" (id, "datasetId", "pairId", "variantId", purpose, text, model, sample, checks, "generationId", "runId", fingerprint)
    SELECT id, ${run.datasetId}::uuid, "pairId", "variantId", purpose, text, model, sample, checks, "generationId", ${run.id}::uuid, fingerprint
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, "pairId" uuid, "variantId" uuid, purpose text, text text, model text, sample int,
      checks jsonb, "generationId" uuid, fingerprint text)
    ON CONFLICT DO NOTHING RETURNING id`
  return placesOf(rows, written)
}

/** Writes measurements; those that this run has made already are left alone. Answers with the places of those that are new. */
export async function insertMeasurements(tx: Tx, run: RunOf, given: readonly { pairId: string; measurement: FoundMeasurement }[]): Promise<Set<number>> {
  if (given.length === 0) return new Set()
  const rows = given.map(({ pairId, measurement: { kind, value, spread = null, n, variantId = null, constraintId = null, detail = {}, model = null, promptVersion = null } }) => ({
    id: newId(), pairId, kind, value, spread, n, variantId, constraintId, detail, model, promptVersion,
    fingerprint: fingerprintOf(kind, variantId, constraintId, model, promptVersion, run.id),
  }))
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Measurement" (id, "datasetId", "pairId", "variantId", "constraintId", kind, value, spread, n, detail, model, "promptVersion", "runId", fingerprint)
    SELECT id, ${run.datasetId}::uuid, "pairId", "variantId", "constraintId", kind, value, spread, n, detail, model, "promptVersion", ${run.id}::uuid, fingerprint
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, "pairId" uuid, "variantId" uuid, "constraintId" uuid, kind text, value float8, spread float8,
      n int, detail jsonb, model text, "promptVersion" text, fingerprint text)
    ON CONFLICT DO NOTHING RETURNING id`
  return placesOf(rows, written)
}

function placesOf(rows: readonly { id: string }[], written: readonly { id: string }[]): Set<number> {
  const isNew = new Set(written.map(({ id }) => id))
  return new Set(rows.flatMap(({ id }, place) => (isNew.has(id) ? [place] : [])))
}

/** Puts bands in the place of those that the pairs had. */
export async function insertBands(tx: Tx, datasetId: string, given: readonly { pairId: string; bands: readonly { band: number; hash: bigint }[] }[]): Promise<void> {
  if (given.length === 0) return
  await tx.minHashBand.deleteMany({ where: { pairId: { in: given.map(({ pairId }) => pairId) } } })
  const rows = given.flatMap(({ pairId, bands }) => bands.map(({ band, hash }) => ({ pairId, band, hash: hash.toString() })))
  await tx.$executeRaw`
    INSERT INTO "MinHashBand" ("datasetId", band, hash, "pairId")
    SELECT ${datasetId}::uuid, band, hash, "pairId" FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("pairId" uuid, band int, hash bigint)
    ON CONFLICT DO NOTHING`
}

/** Names a row by what it says. */
function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
