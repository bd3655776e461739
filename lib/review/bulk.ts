import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { constraintConditions, forReader, pairConditions } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { workOnBatch } from '#lib/review/bulk-work.ts'
import { batchAsked, bulkLimit, type BatchView, type BulkChoice, type BulkInput, type BulkPreview } from '#lib/review/bulk-contract.ts'

/** How many constraints a choice means now, and ten of them, spread over all. Throws AppError('not_found'). */
export async function previewBulk(reader: Actor, datasetId: string, choice: BulkChoice): Promise<BulkPreview> {
  await requireDataset(datasetId)
  const chosen = chosenConstraints(datasetId, { ...choice, filter: forReader(choice.filter, reader) })
  const [counted, sample] = await Promise.all([
    db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n ${chosen}`,
    db().$queryRaw<BulkPreview['sample']>`
      SELECT c.id AS "constraintId", p.id AS "pairId", c.text, c.outcome::text AS outcome, c.detail,
        left(p.instruction, 240) AS instruction, left(p.response, 400) AS response ${chosen} ORDER BY md5(c.id::text) LIMIT 10`,
  ])
  return { count: counted[0]?.n ?? 0, sample }
}

/**
 * Fixes what a choice means now as a batch and begins to decide it. Throws AppError('conflict') when that are not as many as were
 * looked at, and 'not_found' for an unknown dataset.
 */
export async function startBulk(actor: Actor, datasetId: string, input: BulkInput): Promise<BatchView> {
  await requireDataset(datasetId)
  const id = newId()
  const asked = { ...input, filter: forReader(input.filter, actor) }
  await db().$transaction(
    async (tx) => {
      await tx.decisionBatch.create({ data: { id, datasetId, asked, total: input.expected, createdById: actor.id } })
      const total = await tx.$executeRaw`
        INSERT INTO "DecisionBatchItem" ("batchId", "constraintId", "seenVersion", "decisionId", "undoId")
        SELECT ${id}::uuid, c.id, c.version, gen_random_uuid(), gen_random_uuid() ${chosenConstraints(datasetId, asked)} LIMIT ${bulkLimit + 1}`
      if (total !== input.expected) {
        throw new AppError('conflict', `There are ${total.toLocaleString('en')} such constraints now and not ${input.expected.toLocaleString('en')}: look at them again.`)
      }
      await audit(tx, actor, { action: 'batch.decide', targetType: 'batch', targetId: id, after: { datasetId, ...asked } })
    },
    { timeout: 120_000 },
  )
  workOnBatch(id)
  return batchView(id)
}

/** Takes a whole batch back, but for what somebody has decided since. Throws AppError('not_found'), and 'conflict' while it is being decided. */
export async function undoBulk(actor: Actor, id: string): Promise<BatchView> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.decisionBatch.updateMany({ where: { id, status: 'done' }, data: { status: 'undoing', undoneById: actor.id } })
    if (count > 0) return audit(tx, actor, { action: 'batch.undo', targetType: 'batch', targetId: id })
    const batch = await tx.decisionBatch.findUnique({ where: { id }, select: { status: true } })
    if (!batch) throw notFound('batch')
    if (batch.status === 'working') throw new AppError('conflict', 'This batch is still being decided: undo it when it has ended.')
  })
  workOnBatch(id)
  return batchView(id)
}

/** How far a batch is; one that a restart has interrupted goes on. Throws AppError('not_found'). */
export async function batchView(id: string): Promise<BatchView> {
  const batch = await db().decisionBatch.findUnique({ where: { id }, include: { createdBy: { select: { name: true } } } })
  if (!batch) throw notFound('batch')
  if (batch.status === 'working' || batch.status === 'undoing') workOnBatch(id)
  const counts = await db().decisionBatchItem.groupBy({ by: ['outcome', 'undoOutcome'], where: { batchId: id }, _count: true })
  const sum = (test: (row: { outcome: string | null; undoOutcome: string | null }) => boolean) => counts.filter(test).reduce((total, row) => total + row._count, 0)
  const { kind, type, which, template, reason } = batchAsked.parse(batch.asked)
  return {
    id,
    kind,
    type,
    which,
    template: template ?? null,
    reason: reason ?? null,
    status: batch.status,
    total: batch.total,
    applied: sum((row) => row.outcome === 'applied'),
    stale: sum((row) => row.outcome === 'conflict'),
    refused: sum((row) => row.outcome === 'refused'),
    restored: sum((row) => row.undoOutcome === 'applied'),
    left: sum((row) => row.undoOutcome !== null && row.undoOutcome !== 'applied'),
    createdBy: batch.createdBy?.name ?? null,
    createdAt: batch.createdAt.toISOString(),
  }
}

/** The last ten batches of a dataset, newest first. Throws AppError('not_found'). */
export async function listBatches(datasetId: string): Promise<BatchView[]> {
  await requireDataset(datasetId)
  const rows = await db().decisionBatch.findMany({ where: { datasetId }, orderBy: { id: 'desc' }, take: 10, select: { id: true } })
  return Promise.all(rows.map(({ id }) => batchView(id)))
}

/** FROM and WHERE of the undecided constraints c, with their pairs p, that a choice means. Nobody's decision is in it. */
function chosenConstraints(datasetId: string, { filter, type, which, template }: BulkChoice): Prisma.Sql {
  // What a judge holds is a model's word: neither proven nor refuted.
  const byProgram = Prisma.sql`(SELECT v.method FROM "Verdict" v WHERE v."constraintId" = c.id ORDER BY v.id DESC LIMIT 1) IS DISTINCT FROM 'llm'`
  const verdicts = { proven: Prisma.sql`AND c.outcome = 'pass' AND ${byProgram}`, refuted: Prisma.sql`AND c.outcome = 'fail' AND ${byProgram}`, undecided: Prisma.empty }
  const asked = constraintConditions(filter)
  return Prisma.sql`
    FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId"
    WHERE c."datasetId" = ${datasetId}::uuid AND p."datasetId" = ${datasetId}::uuid AND c.type = ${type} AND c.status = 'pending' ${verdicts[which]}
      ${template === undefined ? Prisma.empty : Prisma.sql`AND c.template = ${template}`}
      ${asked.length > 0 ? Prisma.sql`AND ${Prisma.join(asked, ' AND ')}` : Prisma.empty} ${pairConditions(filter)}`
}
