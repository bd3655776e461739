import type { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { constraintConditions } from '#lib/datasets/constraint-conditions.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { filterToTake, forReader, type SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { batchAsked, bulkLimit, type BatchView, type BulkChoice, type BulkInput, type BulkPreview } from '#lib/review/bulk-contract.ts'
import { decidesUnled, policyOf } from '#lib/review/policy.ts'
import { endedStatuses } from '#lib/runs/contract.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { createRun } from '#lib/runs/start-run.ts'

/** How many constraints a choice means now, and ten of them, spread over all. Throws AppError('not_found'). */
export async function previewBulk(reader: Actor, datasetId: string, choice: BulkChoice): Promise<BulkPreview> {
  await requireDataset(datasetId)
  const filter = await filterToTake(reader, datasetId, choice.filter)
  const chosen = chosenConstraints(datasetId, { ...choice, filter })
  const hidden = filter.sight ? decoySql(filter.sight) : Prisma.sql`FALSE`
  const [counted, sample] = await Promise.all([
    db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n ${chosen}`,
    db().$queryRaw<BulkPreview['sample']>`
      SELECT c.id AS "constraintId", p.id AS "pairId", c.text, CASE WHEN NOT ${hidden} THEN c.outcome::text END AS outcome, CASE WHEN NOT ${hidden} THEN c.detail END AS detail,
        left(p.instruction, 240) AS instruction, left(p.response, 400) AS response ${chosen} ORDER BY md5(c.id::text) LIMIT 10`,
  ])
  return { count: counted[0]?.n ?? 0, sample }
}

/**
 * Fixes what a choice means now as a batch, and starts the run that decides it. Throws AppError('conflict') when that are not as many as were
 * looked at, and 'not_found' for an unknown dataset.
 */
export async function startBulk(actor: Actor, datasetId: string, input: BulkInput): Promise<BatchView> {
  await requireDataset(datasetId)
  const asked = { ...input, filter: forReader(input.filter, actor) }
  const filter = await filterToTake(actor, datasetId, input.filter)
  const id = await fixBatch(actor, { datasetId, asked, total: input.expected }, async (tx, batchId) => {
    const total = await tx.$executeRaw`
      INSERT INTO "DecisionBatchItem" ("batchId", "constraintId", "seenVersion", "decisionId", "undoId")
      SELECT ${batchId}::uuid, c.id, c.version, gen_random_uuid(), gen_random_uuid() ${chosenConstraints(datasetId, { ...asked, filter })} LIMIT ${bulkLimit + 1}`
    if (total !== input.expected) {
      throw new AppError('conflict', `There are ${total.toLocaleString('en')} such constraints now and not ${input.expected.toLocaleString('en')}: look at them again.`)
    }
  })
  return batchView(actor, id)
}

/** Makes a batch with its items, and the run that decides them, in one transaction. Returns the batch's id. */
export async function fixBatch(
  actor: Actor,
  { datasetId, asked, total }: { datasetId: string; asked: z.infer<typeof batchAsked>; total: number },
  writeItems: (tx: Tx, batchId: string) => Promise<void>,
): Promise<string> {
  const id = newId()
  await db().$transaction(
    async (tx) => {
      await tx.decisionBatch.create({ data: { id, datasetId, asked, total, createdById: actor.id } })
      await writeItems(tx, id)
      await startRunOf(tx, actor, { id, datasetId, undo: false, total })
      await audit(tx, actor, { action: 'batch.decide', targetType: 'batch', targetId: id, after: { datasetId, ...asked } })
    },
    { timeout: 120_000 },
  )
  return id
}

/**
 * Takes a whole batch back, but for what somebody has decided since; one that was stopped in the middle too, as far as it came. Throws
 * AppError('not_found'), 'forbidden' for the batch of somebody else where several decide a pair, and 'conflict' while it is being decided.
 */
export async function undoBulk(actor: Actor, id: string): Promise<BatchView> {
  await db().$transaction(async (tx) => {
    // Waits for what is being decided now, so that nothing of the batch is decided after it was looked at what has to be taken back.
    await tx.$queryRaw`SELECT id FROM "DecisionBatch" WHERE id = ${id}::uuid FOR UPDATE`
    const batch = await tx.decisionBatch.findUnique({ where: { id }, include: { dataset: { select: { policy: true } } } })
    if (!batch || !mayKnow(actor, batch)) throw notFound('batch')
    // Anybody else's undo would be refused for each of its constraints, and the batch be undone for good all the same.
    if (!mayUndo(actor, batch)) throw new AppError('forbidden', 'Several people decide a pair here, each by themselves: only who decided a batch can undo it.')
    const ended = await runEnded(tx, batch.runId)
    if (batch.status === 'undone' || (batch.status === 'undoing' && !ended)) return
    if (batch.status === 'working' && !ended) throw new AppError('conflict', 'This batch is still being decided: cancel it, or undo it when it has ended.')
    await tx.decisionBatch.update({ where: { id }, data: { status: 'undoing', undoneById: actor.id } })
    const total = await tx.decisionBatchItem.count({ where: { batchId: id, outcome: 'applied', undoOutcome: null } })
    await startRunOf(tx, actor, { id, datasetId: batch.datasetId, undo: true, total })
    await audit(tx, actor, { action: 'batch.undo', targetType: 'batch', targetId: id })
  })
  return batchView(actor, id)
}

async function startRunOf(tx: Tx, actor: Actor, { id, datasetId, undo, total }: { id: string; datasetId: string; undo: boolean; total: number }): Promise<void> {
  const runId = await createRun(tx, actor, { kind: 'decide', datasetId, seed: 0, params: { batchId: id, undo } })
  await tx.run.update({ where: { id: runId }, data: { total } })
  await tx.decisionBatch.update({ where: { id }, data: { runId } })
  await enqueueRun(tx, { runId, kind: 'decide' })
}

/** Whether nothing more happens by the run that works on a batch: it was cancelled, say. */
async function runEnded(tx: Pick<Tx, 'run'>, runId: string | null): Promise<boolean> {
  const run = runId === null ? null : await tx.run.findUnique({ where: { id: runId }, select: { status: true } })
  return !run || endedStatuses.includes(run.status)
}

/** How far a batch is. Throws AppError('not_found'), also for what others decide where the reader is not to be led by it. */
export async function batchView(reader: Actor, id: string): Promise<BatchView> {
  // Of one moment: a run that ends between two reads would look like one that was stopped.
  return db().$transaction((tx) => viewOf(tx, reader, id), { isolationLevel: 'RepeatableRead' })
}

async function viewOf(tx: Tx, reader: Actor, id: string): Promise<BatchView> {
  const batch = await tx.decisionBatch.findUnique({ where: { id }, include: { createdBy: { select: { name: true } }, dataset: { select: { policy: true } } } })
  if (!batch || !mayKnow(reader, batch)) throw notFound('batch')
  const underWay = batch.status === 'working' || batch.status === 'undoing'
  const stopped = underWay && (await runEnded(tx, batch.runId))
  const counts = await tx.decisionBatchItem.groupBy({ by: ['outcome', 'undoOutcome'], where: { batchId: id }, _count: true })
  const sum = (test: (row: { outcome: string | null; undoOutcome: string | null }) => boolean) => counts.filter(test).reduce((total, row) => total + row._count, 0)
  const { kind, type, which, template, reason } = batchAsked.parse(batch.asked)
  return {
    id,
    kind,
    type,
    which,
    template: template ?? null,
    reason: reason ?? null,
    status: !stopped ? batch.status : batch.status === 'undoing' ? 'undo-stopped' : 'stopped',
    runId: batch.runId,
    total: batch.total,
    applied: sum((row) => row.outcome === 'applied'),
    stale: sum((row) => row.outcome === 'conflict'),
    refused: sum((row) => row.outcome === 'refused'),
    restored: sum((row) => row.undoOutcome === 'applied'),
    left: sum((row) => row.undoOutcome !== null && row.undoOutcome !== 'applied'),
    createdBy: batch.createdBy?.name ?? null,
    mayUndo: mayUndo(reader, batch),
    createdAt: batch.createdAt.toISOString(),
  }
}

/** The last ten batches of a dataset that the reader may know of, newest first. Throws AppError('not_found'). */
export async function listBatches(reader: Actor, datasetId: string): Promise<BatchView[]> {
  await requireDataset(datasetId)
  const { policy } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId }, select: { policy: true } })
  const rows = await db().decisionBatch.findMany({ where: { datasetId, ...(decidesUnled(reader, policy) ? { createdById: reader.id } : {}) }, orderBy: { id: 'desc' }, take: 10, select: { id: true } })
  return Promise.all(rows.map(({ id }) => batchView(reader, id)))
}

/** Whose batch it is may know of it, and who may know what others decide. */
function mayKnow(reader: Actor, { createdById, dataset }: { createdById: string | null; dataset: { policy: unknown } }): boolean {
  return createdById === reader.id || !decidesUnled(reader, dataset.policy)
}

/** Where several decide a pair, each by themselves, nobody else can take a batch back. */
function mayUndo(reader: Actor, { createdById, dataset }: { createdById: string | null; dataset: { policy: unknown } }): boolean {
  return createdById === reader.id || policyOf(dataset.policy).overlap <= 1
}

/** FROM and WHERE of the undecided constraints c, with their pairs p, that a choice means to whoever makes it. Nobody's decision is in it. */
function chosenConstraints(datasetId: string, { filter, type, which, template }: Omit<BulkChoice, 'filter'> & { filter: SeenFilter }): Prisma.Sql {
  const hidden = filter.sight ? decoySql(filter.sight) : Prisma.sql`FALSE`
  // What a judge holds is a model's word: neither proven nor refuted.
  const byProgram = Prisma.sql`(SELECT v.method FROM "Verdict" v WHERE v."constraintId" = c.id ORDER BY v.id DESC LIMIT 1) IS DISTINCT FROM 'llm'`
  const verdicts = { proven: Prisma.sql`AND c.outcome = 'pass' AND ${byProgram} AND NOT ${hidden}`, refuted: Prisma.sql`AND c.outcome = 'fail' AND ${byProgram}`, undecided: Prisma.empty }
  const asked = constraintConditions(filter)
  return Prisma.sql`
    FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId"
    WHERE c."datasetId" = ${datasetId}::uuid AND p."datasetId" = ${datasetId}::uuid AND c.type = ${type} AND c.status = 'pending' ${verdicts[which]}
      ${template === undefined ? Prisma.empty : Prisma.sql`AND c.template = ${template}`}
      ${asked.length > 0 ? Prisma.sql`AND ${Prisma.join(asked, ' AND ')}` : Prisma.empty} ${pairConditions({ datasetId, filter })}`
}
