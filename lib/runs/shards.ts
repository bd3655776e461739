import { setTimeout as sleep } from 'node:timers/promises'
import { db, pool, type Tx } from '#lib/db/client.ts'
import { log } from '#lib/config/log.ts'
import { AppError } from '#lib/http/errors.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { planOnce } from '#lib/runs/plan-shards.ts'
import { heartbeatSeconds } from '#lib/runs/queue.ts'
import { parseCounts } from '#lib/runs/run-view.ts'

/** Pairs a shard: a killed worker costs at most this much repeated work. */
const shardSize = 200
/** How often work on a shard is tried before the rest of the run goes on without it. */
export const mostAttempts = 3
/** A shard whose worker has been silent for so long is given to another. */
export const claimLapsesSeconds = 4 * heartbeatSeconds
const lookAgainMs = 1000

export interface Shard {
  firstPairId: string
  lastPairId: string
}

/** The kinds of run that need nothing but the pairs and what is theirs. */
type ShardedKind = 'backtranslate' | 'verify' | 'preferences' | 'contamination' | 'settle'

/** A kind of run that goes through a dataset's pairs, shard by shard. */
export interface ShardedStep<Kind extends ShardedKind> {
  kind: Kind
  /** Fewer than usual where a pair takes long: a shard is one transaction. */
  pairsAShard?: number
  /**
   * Works on one shard and writes all its results through `tx`, which also marks the shard done: after a crash either both
   * are there or neither. Returns the shard's counts (in = out + dropped).
   */
  workOn(context: RunContext<Kind>, shard: Shard, tx: Tx): Promise<RunCounts>
  summary(counts: RunCounts): string
}

/** Plans the shards once, then claims and works on them until none is left; any number of workers may do so at once. */
export async function workThroughShards<Kind extends ShardedKind>(
  context: RunContext<Kind>,
  step: ShardedStep<Kind>,
): Promise<void> {
  await planShards(context, step)
  for (;;) {
    context.signal.throwIfAborted()
    await giveUpDeadly(context.runId)
    const shard = await claimShard(context)
    if (shard) await attempt(context, step, shard)
    else if (await finish(context, step)) return
    // Another worker holds the last shards; if it dies they become claimable, so wait and look again.
    else await sleep(lookAgainMs, undefined, { signal: context.signal }).catch(() => {})
  }
}

function planShards({ runId, datasetId }: Pick<RunContext, 'runId' | 'datasetId'>, { kind, pairsAShard = shardSize }: Pick<ShardedStep<ShardedKind>, 'kind' | 'pairsAShard'>): Promise<void> {
  return planOnce({ runId, kind, timeout: 120_000 }, (tx) => tx.$executeRaw`
    INSERT INTO "RunShard" ("runId", "index", "firstPairId", "lastPairId", size)
    SELECT ${runId}::uuid, shard, min(id::text)::uuid, max(id::text)::uuid, count(*)
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / ${pairsAShard} AS shard FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid) numbered
    GROUP BY shard`)
}

/** Claims the next open shard, or one whose worker has been silent; null when there is none. */
async function claimShard({ runId, workerId }: Pick<RunContext, 'runId' | 'workerId'>): Promise<(Shard & { index: number; attempts: number }) | null> {
  const { rows } = await pool().query<Shard & { index: number; attempts: number }>(
    `UPDATE "RunShard" SET status = 'claimed', "workerId" = $2, "heartbeatAt" = now(), attempts = attempts + 1
     WHERE "runId" = $1 AND "index" = (
       SELECT "index" FROM "RunShard"
       WHERE "runId" = $1 AND (status = 'open' OR (status = 'claimed' AND "heartbeatAt" < now() - make_interval(secs => $3)))
       ORDER BY "index" LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING "index", attempts, "firstPairId", "lastPairId"`,
    [runId, workerId, claimLapsesSeconds],
  )
  return rows[0] ?? null
}

/** A shard that every worker dies of would take down one after the other; after some the rest of the run goes on without it. */
export async function giveUpDeadly(runId: string): Promise<void> {
  await pool().query(
    `UPDATE "RunShard" SET status = 'failed', error = $4
     WHERE "runId" = $1 AND status = 'claimed' AND attempts >= $2 AND "heartbeatAt" < now() - make_interval(secs => $3)`,
    [runId, mostAttempts, claimLapsesSeconds, `${mostAttempts} workers ended in the middle of these pairs: the memory may be too small for them.`],
  )
}

async function attempt<Kind extends ShardedKind>(
  context: RunContext<Kind>,
  step: ShardedStep<Kind>,
  shard: Shard & { index: number; attempts: number },
): Promise<void> {
  const where = { runId_index: { runId: context.runId, index: shard.index } }
  try {
    await db().$transaction(
      async (tx) => {
        // Only the worker that still holds the claim may write: a slow one whose shard was given away gives up here.
        const held = await tx.runShard.updateMany({
          where: { runId: context.runId, index: shard.index, status: 'claimed', workerId: context.workerId, attempts: shard.attempts },
          data: { status: 'done' },
        })
        if (held.count === 0) return
        const counts = await step.workOn(context, shard, tx)
        await tx.runShard.update({ where, data: { counts: { ...counts } } })
        await tx.$executeRaw`UPDATE "Run" SET progress = progress + ${counts.in}, "heartbeatAt" = now() WHERE id = ${context.runId}::uuid`
      },
      { timeout: 120_000 },
    )
  } catch (error) {
    log().error({ err: error, runId: context.runId, shard: shard.index }, 'shard failed')
    const failed = shard.attempts >= mostAttempts
    const message = error instanceof AppError ? error.message : 'Unexpected error; the log of the worker has it.'
    await db().runShard.updateMany({
      where: { runId: context.runId, index: shard.index, status: 'claimed', workerId: context.workerId },
      data: { status: failed ? 'failed' : 'open', error: message },
    })
  }
}

/** Ends the run when no shard is open or claimed. Returns whether there is nothing left to do here. */
async function finish<Kind extends ShardedKind>(context: RunContext<Kind>, step: ShardedStep<Kind>): Promise<boolean> {
  const shards = await db().runShard.findMany({ where: { runId: context.runId }, select: { status: true, counts: true, size: true, error: true } })
  if (shards.some((shard) => shard.status === 'open' || shard.status === 'claimed')) return false
  const failed = shards.filter((shard) => shard.status === 'failed')
  const counts = sum(shards.filter((shard) => shard.status === 'done').map((shard) => parseCounts(shard.counts)))
  const events = counts.in > 0 || failed.length === 0 ? [{ runId: context.runId, message: step.summary(counts) }] : []
  if (failed.length > 0) {
    const pairs = pairsOf(failed)
    counts.in += pairs
    counts.dropped['failed, can be retried'] = pairs
  }
  await db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: context.runId, status: 'running' },
      data: { status: failed.length > 0 ? 'partial' : 'done', counts: { ...counts }, finishedAt: new Date() },
    })
    if (count > 0) await tx.runEvent.createMany({ data: [...whyFailed(failed).map((message) => ({ runId: context.runId, level: 'error', message })), ...events] })
  })
  return true
}

function pairsOf(shards: readonly { size: number }[]): number {
  return shards.reduce((total, { size }) => total + size, 0)
}

/** What each failure was, in a sentence, and how many pairs it cost; the greatest first. */
function whyFailed(failed: readonly { size: number; error: string | null }[]): string[] {
  return [...Map.groupBy(failed, ({ error }) => error ?? 'No reason was kept.')]
    .map(([error, those]) => ({ error, pairs: pairsOf(those) }))
    .toSorted((one, other) => other.pairs - one.pairs)
    .map(({ error, pairs }) => `${pairs.toLocaleString('en')} ${pairs === 1 ? 'pair' : 'pairs'} failed: ${error}`)
}

function sum(parts: RunCounts[]): RunCounts {
  const total: RunCounts = { in: 0, out: 0, dropped: {}, made: {} }
  for (const part of parts) {
    total.in += part.in
    total.out += part.out
    for (const [reason, n] of Object.entries(part.dropped)) total.dropped[reason] = (total.dropped[reason] ?? 0) + n
    for (const [name, n] of Object.entries(part.made ?? {})) total.made = { ...total.made, [name]: (total.made?.[name] ?? 0) + n }
  }
  return total
}
