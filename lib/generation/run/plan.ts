import type { Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { planOnce } from '#lib/runs/plan-shards.ts'
import { parseCounts } from '#lib/runs/run-view.ts'
import { failedPrefix } from './run-totals.ts'

/** Pairs a shard: what a killed worker leaves to be looked through again. What it was answered is kept and asks nothing twice. */
export const shardSize = 50

/** Pairs of the dataset that the filter finds; with `limit` that many of them, evenly spread by id. */
export function chosenPairs(datasetId: string, filter: SeenFilter, limit: number | undefined): Prisma.Sql {
  const found = Prisma.sql`
    SELECT p.id, row_number() OVER (ORDER BY p.id) AS place, count(*) OVER () AS n
    FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions({ datasetId, filter })}`
  if (limit === undefined) return Prisma.sql`SELECT id FROM (${found}) found`
  return Prisma.sql`SELECT id FROM (${found}) found WHERE (place * ${limit}::bigint) / n > ((place - 1) * ${limit}::bigint) / n OR n <= ${limit}::bigint`
}

/** Fixes which pairs a run works on, once: what the filter finds now, in shards. Later calls change nothing. */
export function planRun(runId: string, datasetId: string, filter: SeenFilter, limit: number | undefined): Promise<void> {
  return planOnce({ runId, kind: 'generate', timeout: 300_000 }, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "RunItem" ("runId", "pairId", shard)
      SELECT ${runId}::uuid, id, (row_number() OVER (ORDER BY id) - 1) / ${shardSize} FROM (${chosenPairs(datasetId, filter, limit)}) chosen`
    return tx.$executeRaw`
      INSERT INTO "RunShard" ("runId", "index", "firstPairId", "lastPairId", size)
      SELECT "runId", shard, min("pairId"::text)::uuid, max("pairId"::text)::uuid, count(*) FROM "RunItem" WHERE "runId" = ${runId}::uuid GROUP BY "runId", shard`
  })
}

/**
 * Takes up the failed items of a run again, with their shards; they count as not yet worked on. What their first steps found stays, and they
 * go on with the step that failed.
 */
export async function reopenFailedItems(tx: Tx, runId: string): Promise<void> {
  await tx.runShard.updateMany({ where: { runId, status: 'failed' }, data: { status: 'open', attempts: 0, error: null } })
  await tx.$executeRaw`
    UPDATE "RunShard" s SET status = 'open', attempts = 0, error = NULL
    WHERE s."runId" = ${runId}::uuid AND s."index" IN (SELECT shard FROM "RunItem" WHERE "runId" = ${runId}::uuid AND status = 'failed')`
  const { count } = await tx.runItem.updateMany({ where: { runId, status: 'failed' }, data: { status: 'open', reason: null, message: null } })
  const { counts: stored } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { counts: true } })
  const { dropped, ...counts } = parseCounts(stored)
  const others = Object.fromEntries(Object.entries(dropped).filter(([reason]) => !reason.startsWith(failedPrefix)))
  await tx.run.update({ where: { id: runId }, data: { progress: counts.in - count, counts: { ...counts, in: counts.in - count, dropped: others } } })
}
