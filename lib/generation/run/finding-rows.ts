import { createHash } from 'node:crypto'
import type { Prisma } from '#lib/db/generated/client.ts'
import type { Tx } from '#lib/db/client.ts'
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
          meta: asJson(variant.meta ?? {}),
          generationId: variant.generationId ?? null,
          runId: run.id,
          fingerprint,
        },
      ]
    }),
  })
  return written
}

/** Writes answers; those that are there already are left alone. */
export async function insertAnswers(tx: Tx, run: RunOf, given: readonly { pairId: string; variantId: string | null; answer: FoundAnswer }[]): Promise<void> {
  if (given.length === 0) return
  await tx.answer.createMany({
    skipDuplicates: true,
    data: given.map(({ pairId, variantId, answer: { purpose = 'answer', text, model, sample, checks, generationId } }) => ({
      id: newId(),
      datasetId: run.datasetId,
      pairId,
      variantId,
      purpose,
      text,
      model,
      sample,
      checks: asJson(checks),
      generationId,
      runId: run.id,
      fingerprint: fingerprintOf(purpose, variantId, model, sample, text),
    })),
  })
}

/** Writes measurements; those that this run has made already are left alone. */
export async function insertMeasurements(tx: Tx, run: RunOf, given: readonly { pairId: string; measurement: FoundMeasurement }[]): Promise<void> {
  if (given.length === 0) return
  await tx.measurement.createMany({
    skipDuplicates: true,
    data: given.map(({ pairId, measurement: { kind, value, spread, n, variantId, constraintId, detail, model, promptVersion } }) => ({
      id: newId(),
      datasetId: run.datasetId,
      pairId,
      variantId: variantId ?? null,
      constraintId: constraintId ?? null,
      kind,
      value,
      spread: spread ?? null,
      n,
      detail: asJson(detail ?? {}),
      model: model ?? null,
      promptVersion: promptVersion ?? null,
      runId: run.id,
      fingerprint: fingerprintOf(kind, variantId ?? null, constraintId ?? null, model ?? null, promptVersion ?? null, run.id),
    })),
  })
}

/** Puts bands in the place of those that the pairs had. */
export async function insertBands(tx: Tx, datasetId: string, given: readonly { pairId: string; bands: readonly { band: number; hash: bigint }[] }[]): Promise<void> {
  if (given.length === 0) return
  await tx.minHashBand.deleteMany({ where: { pairId: { in: given.map(({ pairId }) => pairId) } } })
  await tx.minHashBand.createMany({ skipDuplicates: true, data: given.flatMap(({ pairId, bands }) => bands.map(({ band, hash }) => ({ datasetId, band, hash, pairId }))) })
}

/** Names a row by what it says. */
function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value))
}
