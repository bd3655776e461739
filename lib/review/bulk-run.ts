import { db, type Tx } from '#lib/db/client.ts'
import type { DecisionBatchItem } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { batchAsked } from '#lib/review/bulk-contract.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { parseCounts } from '#lib/runs/run-view.ts'

/** Decisions between two looks at whether somebody cancelled: about half a second. */
const chunk = 50

/** What did not come of an item, as the run's counts say it. */
const droppedAs: Record<string, string> = { conflict: 'decided by somebody meanwhile', refused: 'refused by the rules of a decision' }

interface Batch {
  id: string
  asked: unknown
  status: string
  runId: string | null
  createdById: string | null
  undoneById: string | null
}

/**
 * Decides what of a batch waits, or takes it back, until nothing waits. After a crash it goes on: each item has its decision's id from the
 * start, so that none is taken twice.
 */
export async function bulkRun({ runId, params, signal }: Pick<RunContext<'decide'>, 'runId' | 'params' | 'signal'>): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    // The batch's row is held meanwhile: whoever takes the batch back waits until this chunk is ticked off, and knows then what was decided.
    if (await db().$transaction((tx) => workOnChunk(tx, runId, params), { timeout: 300_000 })) return
  }
}

async function workOnChunk(tx: Tx, runId: string, { batchId, undo }: RunContext<'decide'>['params']): Promise<boolean> {
  const [batch] = await tx.$queryRaw<Batch[]>`
    SELECT id, asked, status::text, "runId", "createdById", "undoneById" FROM "DecisionBatch" WHERE id = ${batchId}::uuid FOR UPDATE`
  if (!batch || batch.runId !== runId || batch.status !== (undo ? 'undoing' : 'working')) {
    throw new AppError('conflict', 'Another run has taken this batch up since.')
  }
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { status: true, counts: true } })
  if (run.status !== 'running') return true
  const waiting = undo ? { outcome: 'applied', undoOutcome: null } : { outcome: null }
  const items = await tx.decisionBatchItem.findMany({ where: { batchId, ...waiting }, orderBy: { constraintId: 'asc' }, take: chunk })
  const counts = parseCounts(run.counts)
  if (items.length === 0) {
    const ended = await tx.run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'done', finishedAt: new Date() } })
    if (ended.count === 0) return true
    await tx.decisionBatch.update({ where: { id: batchId }, data: { status: undo ? 'undone' : 'done' } })
    const words = `${counts.out.toLocaleString('en')} of ${counts.in.toLocaleString('en')} constraints`
    await tx.runEvent.create({ data: { runId, message: undo ? `Took back ${words}.` : `Decided ${words}.` } })
    return true
  }
  const outcomes = await takeDecisions(batch, items, undo)
  for (const outcome of new Set(outcomes.values())) {
    const constraintIds = items.flatMap(({ constraintId }) => (outcomes.get(constraintId) === outcome ? [constraintId] : []))
    await tx.decisionBatchItem.updateMany({ where: { batchId, constraintId: { in: constraintIds } }, data: undo ? { undoOutcome: outcome } : { outcome } })
    counts.in += constraintIds.length
    const reason = droppedAs[outcome]
    if (reason === undefined) counts.out += constraintIds.length
    else counts.dropped[reason] = (counts.dropped[reason] ?? 0) + constraintIds.length
  }
  await tx.run.update({ where: { id: runId }, data: { progress: counts.in, counts: { ...counts } } })
  return false
}

/** Each in a transaction of its own, by the rules of a decision. Answers what came of each constraint: applied, conflict or refused. */
async function takeDecisions(batch: Batch, items: DecisionBatchItem[], undo: boolean): Promise<Map<string, string>> {
  const actor = await db().user.findUnique({ where: { id: (undo ? batch.undoneById : batch.createdById) ?? '' } })
  if (!actor) throw new AppError('conflict', 'Who asked for these decisions is no more.')
  const { kind, reason } = batchAsked.parse(batch.asked)
  const inputs = items.map(({ constraintId, seenVersion, text, decisionId, undoId }): DecisionInput =>
    undo
      ? { id: undoId, constraintId, kind: 'undo', undoesId: decisionId, seenVersion: seenVersion + 1 }
      : { id: decisionId, constraintId, kind, seenVersion, ...(reason === undefined ? {} : { reason }), ...(text === null ? {} : { text }) },
  )
  const results = await decide(actor, inputs)
  return new Map(items.map(({ constraintId }, index) => [constraintId, results[index]?.outcome ?? 'refused']))
}
