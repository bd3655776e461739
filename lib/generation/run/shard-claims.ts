import { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { claimShard, giveUpDeadly } from '#lib/runs/shards.ts'

/** A shard that this worker holds. */
export interface HeldShard {
  index: number
  /** Its pairs that are still to be worked on. */
  pairIds: string[]
}

const openItems = z.array(z.object({ pairId: z.string() }))

/** Takes the next free shard, or one whose worker went silent, with its open pairs; null when there is none. */
export async function takeShard(context: Pick<RunContext, 'runId' | 'workerId'>): Promise<HeldShard | null> {
  await giveUpDeadly(context.runId)
  const shard = await claimShard(context)
  if (!shard) return null
  const items = await db().runItem.findMany({ where: { runId: context.runId, shard: shard.index, status: 'open' }, orderBy: { pairId: 'asc' }, select: { pairId: true } })
  return { index: shard.index, pairIds: openItems.parse(items).map(({ pairId }) => pairId) }
}

/** Says that the worker lives. Answers with those of the shards that are still its own: a slow worker's are given away. */
export async function beatShards({ runId, workerId }: Pick<RunContext, 'runId' | 'workerId'>, indexes: readonly number[]): Promise<Set<number>> {
  const { rows } = await pool().query<{ index: number }>(
    `UPDATE "RunShard" SET "heartbeatAt" = now() WHERE "runId" = $1 AND "workerId" = $2 AND status = 'claimed' AND "index" = ANY($3) RETURNING "index"`,
    [runId, workerId, indexes],
  )
  return new Set(rows.map((row) => row.index))
}

/** Marks a shard done whose every pair has ended. */
export async function finishShard({ runId, workerId }: Pick<RunContext, 'runId' | 'workerId'>, index: number): Promise<void> {
  await db().runShard.updateMany({ where: { runId, index, workerId, status: 'claimed' }, data: { status: 'done' } })
}

/** Gives shards back that the worker leaves in the middle, so that another one, or the same after a pause, need not wait for its silence. */
export async function releaseShards({ runId, workerId }: Pick<RunContext, 'runId' | 'workerId'>, indexes: readonly number[]): Promise<void> {
  await db().runShard.updateMany({
    where: { runId, workerId, status: 'claimed', index: { in: [...indexes] } },
    data: { status: 'open', workerId: null, attempts: { decrement: 1 } },
  })
}
