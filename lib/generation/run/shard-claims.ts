import { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { claimLapsesSeconds, mostAttempts } from '#lib/runs/shards.ts'
import type { OpenPair } from './work-on-pair.ts'

type Holder = Pick<RunContext, 'runId' | 'workerId'>

/** A shard that this worker holds. */
export interface ClaimedShard {
  index: number
  /** Its pairs that are still to be worked on. */
  pairs: OpenPair[]
}

const claimed = z.array(z.object({ index: z.number() }))

/** Takes up to `most` shards that are free, or whose worker went silent, with their open pairs; none when there is none. */
export async function claimShards({ runId, workerId }: Holder, most: number): Promise<ClaimedShard[]> {
  // As an array they are found once: as a list they may be looked for anew for each shard, and each time are others.
  const { rows } = await pool().query(
    `UPDATE "RunShard" SET status = 'claimed', "workerId" = $2, "heartbeatAt" = now(), attempts = attempts + 1
     WHERE "runId" = $1 AND "index" = ANY (ARRAY(
       SELECT "index" FROM "RunShard"
       WHERE "runId" = $1 AND (status = 'open' OR (status = 'claimed' AND attempts < $5 AND "heartbeatAt" < now() - make_interval(secs => $3)))
       ORDER BY "index" LIMIT $4 FOR UPDATE SKIP LOCKED))
     RETURNING "index"`,
    [runId, workerId, claimLapsesSeconds, most, mostAttempts],
  )
  const indexes = claimed.parse(rows).map(({ index }) => index).toSorted((a, b) => a - b)
  if (indexes.length === 0) return []
  const { rows: items } = await pool().query<OpenPair & { shard: number }>(
    `SELECT "pairId"::text AS "pairId", shard, steps, reason AS "nothingYet" FROM "RunItem" WHERE "runId" = $1 AND shard = ANY($2) AND status = 'open' ORDER BY "pairId"`,
    [runId, indexes],
  )
  return indexes.map((index) => ({
    index,
    pairs: items.filter(({ shard }) => shard === index).map(({ shard: _, ...pair }) => pair),
  }))
}

/** Says that the worker lives. Answers with those of the shards that are still its own: a slow worker's are given away. */
export async function beatShards({ runId, workerId }: Holder, indexes: readonly number[]): Promise<Set<number>> {
  const { rows } = await pool().query(
    `UPDATE "RunShard" SET "heartbeatAt" = now() WHERE "runId" = $1 AND "workerId" = $2 AND status = 'claimed' AND "index" = ANY($3) RETURNING "index"`,
    [runId, workerId, indexes],
  )
  return new Set(claimed.parse(rows).map(({ index }) => index))
}

/** Marks a shard done whose every pair has ended. */
export async function finishShard({ runId, workerId }: Holder, index: number): Promise<void> {
  await db().runShard.updateMany({ where: { runId, index, workerId, status: 'claimed' }, data: { status: 'done' } })
}

/** Gives shards back that the worker leaves in the middle, so that another one, or the same after a pause, need not wait for its silence. */
export async function releaseShards({ runId, workerId }: Holder, indexes: readonly number[]): Promise<void> {
  await db().runShard.updateMany({
    where: { runId, workerId, status: 'claimed', index: { in: [...indexes] } },
    data: { status: 'open', workerId: null, attempts: { decrement: 1 } },
  })
}

/** Gives a shard back some of whose pairs could not be ended, for another try; after the last one it has failed. */
export async function returnShard({ runId, workerId }: Holder, index: number): Promise<void> {
  await pool().query(
    `UPDATE "RunShard" SET status = (CASE WHEN attempts >= $4 THEN 'failed' ELSE 'open' END)::"ShardStatus", "workerId" = NULL
     WHERE "runId" = $1 AND "workerId" = $2 AND status = 'claimed' AND "index" = $3`,
    [runId, workerId, index, mostAttempts],
  )
}

/** Whether another worker that is alive holds shards of the run. */
export async function othersHold({ runId, workerId }: Holder): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT 1 FROM "RunShard" WHERE "runId" = $1 AND status = 'claimed' AND "workerId" <> $2 AND "heartbeatAt" > now() - make_interval(secs => $3) LIMIT 1`,
    [runId, workerId, claimLapsesSeconds],
  )
  return rows.length > 0
}
