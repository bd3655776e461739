import { db, type Tx } from '#lib/db/client.ts'
import type { RunKind } from '#lib/runs/contract.ts'
import { enqueueRun } from '#lib/runs/queue.ts'

/** Jobs for more workers are only worth it for more shards than this. */
const fewShards = 4

interface PlanOf {
  runId: string
  kind: RunKind
  /** How long the plan may take, in milliseconds. */
  timeout: number
}

/**
 * Plans a run once: `insert` writes its rows of "RunShard" and answers how many. Sets the run's total, tells it, and calls other workers where there is
 * work for them. Later calls change nothing, and of two at once one waits.
 */
export async function planOnce({ runId, kind, timeout }: PlanOf, insert: (tx: Tx) => Promise<number>): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
      if ((await tx.runShard.count({ where: { runId } })) > 0) return
      const shards = await insert(tx)
      const { _sum } = await tx.runShard.aggregate({ where: { runId }, _sum: { size: true } })
      const total = _sum.size ?? 0
      await tx.run.update({ where: { id: runId }, data: { total } })
      await tx.runEvent.create({ data: { runId, message: `${total.toLocaleString('en')} ${total === 1 ? 'pair' : 'pairs'} in ${shards === 1 ? 'one shard' : `${shards.toLocaleString('en')} shards`}.` } })
      // Other workers that find these jobs join in; with one worker they end at once.
      if (shards > fewShards) await enqueueRun(tx, { runId, kind }, 3)
    },
    { timeout },
  )
}
