import { log } from '#lib/config/log.ts'
import { db } from '#lib/db/client.ts'
import { batchAsked } from '#lib/review/bulk-contract.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'

const chunk = 100
const underWay = new Map<string, Promise<void>>()

/**
 * Decides what of a batch waits, or takes it back, until nothing waits; at once and without being waited for. Called again while it works it
 * does nothing, and called after a crash it goes on: each item has its decision's id from the start, so that none is taken twice.
 */
export function workOnBatch(id: string): void {
  if (underWay.has(id)) return
  const work = workThrough(id)
    .catch((error: unknown) => log().error({ batch: id, err: error }, 'a batch of decisions was interrupted; it goes on when it is looked at'))
    .finally(() => underWay.delete(id))
  underWay.set(id, work)
}

/** When this process works on a batch no more. */
export async function batchAtRest(id: string): Promise<void> {
  await underWay.get(id)
}

async function workThrough(id: string): Promise<void> {
  for (;;) {
    const batch = await db().decisionBatch.findUnique({ where: { id } })
    if (!batch || batch.status === 'done' || batch.status === 'undone') return
    const undoing = batch.status === 'undoing'
    const waiting = undoing ? { outcome: 'applied', undoOutcome: null } : { outcome: null }
    const items = await db().decisionBatchItem.findMany({ where: { batchId: id, ...waiting }, orderBy: { constraintId: 'asc' }, take: chunk })
    if (items.length === 0) {
      await db().decisionBatch.updateMany({ where: { id, status: batch.status }, data: { status: undoing ? 'undone' : 'done' } })
      return
    }
    const actor = await db().user.findUnique({ where: { id: (undoing ? batch.undoneById : batch.createdById) ?? '' } })
    if (!actor) throw new Error('Who asked for this batch is no more.')
    const { kind, reason } = batchAsked.parse(batch.asked)
    const inputs = items.map(({ constraintId, seenVersion, text, decisionId, undoId }): DecisionInput =>
      undoing
        ? { id: undoId, constraintId, kind: 'undo', undoesId: decisionId, seenVersion: seenVersion + 1 }
        : { id: decisionId, constraintId, kind, seenVersion, ...(reason === undefined ? {} : { reason }), ...(text === null ? {} : { text }) },
    )
    const results = await decide(actor, inputs)
    const outcomes = items.map(({ constraintId }, index) => ({ constraintId, outcome: results[index]?.outcome ?? 'refused' }))
    for (const outcome of ['applied', 'conflict', 'refused']) {
      const constraintIds = outcomes.filter((item) => item.outcome === outcome).map((item) => item.constraintId)
      if (constraintIds.length === 0) continue
      await db().decisionBatchItem.updateMany({ where: { batchId: id, constraintId: { in: constraintIds } }, data: undoing ? { undoOutcome: outcome } : { outcome } })
    }
  }
}
