import { z } from 'zod'
import { db, type Tx } from '#lib/db/client.ts'
import type { Findings } from '#lib/generation/step.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { batcher, type Batcher } from './batcher.ts'
import { addCounts, countsOf, patient, type ItemEnd } from './run-totals.ts'
import { storeFindings, type Made } from './store-findings.ts'

/** What one step came to for one pair. */
export interface StepResult {
  pairId: string
  contentHash: string
  /** The constraints' texts as the step saw them. */
  texts: ReadonlyMap<string, string>
  /** Null: it failed. */
  findings: Findings | null
  /** Steps of the recipe that are behind the pair now. */
  steps: number
  /** Why nothing has come of the recipe so far; null when something has. */
  nothingYet: string | null
  /** Set where the pair's work ends with it. */
  end: ItemEnd | null
}

/** What became of a result: `lost` is one whose pair the worker no longer holds. */
export type Stored = 'goes on' | 'ended' | 'lost'

/** How an item ends whose pair is no more. */
export const deletedPair: ItemEnd = { status: 'dropped', reason: 'the pair was deleted', message: null }

const heldItems = z.array(z.object({ pairId: z.string(), there: z.boolean(), made: z.record(z.string(), z.number()).catch({}) }))
const findingsRetryMs = [50, 500]

/**
 * Writes what steps found and how far their pairs have come, many pairs in one transaction. Nothing is written of a pair
 * whose shard was given to another worker, or that has ended; one that was deleted ends with it.
 */
export function stepResults(context: Pick<RunContext, 'runId' | 'datasetId' | 'workerId'>): Batcher<StepResult, Stored> {
  return batcher<StepResult, Stored>((results) => db().$transaction((tx) => write(tx, context, results), patient), { most: 500, waitMs: 40, retryAfterMs: findingsRetryMs })
}

async function write(tx: Tx, { runId, datasetId, workerId }: Pick<RunContext, 'runId' | 'datasetId' | 'workerId'>, results: readonly StepResult[]): Promise<Stored[]> {
  const items = new Map((await lockHeld(tx, runId, workerId, results.map(({ pairId }) => pairId))).map((item) => [item.pairId, item]))
  const held = results.flatMap((result) => {
    const item = items.get(result.pairId)
    return item ? [item.there ? result : { ...result, findings: null, end: deletedPair }] : []
  })
  const found = held.flatMap(({ pairId, contentHash, findings, texts }) => (findings ? [{ pairId, contentHash, findings, texts }] : []))
  const made = new Map((await storeFindings(tx, { id: runId, datasetId }, found)).map((one, index) => [found[index]?.pairId, one]))
  const rows = held.map(({ pairId, steps, nothingYet, end }) => ({
    pairId,
    steps,
    status: end?.status ?? 'open',
    reason: (end ? end.reason : nothingYet)?.slice(0, 120) ?? null,
    message: end?.message ?? null,
    made: sum(items.get(pairId)?.made ?? {}, made.get(pairId) ?? {}),
  }))
  await tx.$executeRaw`
    UPDATE "RunItem" i SET status = row.status::"RunItemStatus", steps = row.steps, reason = row.reason, message = row.message, made = row.made
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("pairId" uuid, steps int, status text, reason text, message text, made jsonb)
    WHERE i."runId" = ${runId}::uuid AND i."pairId" = row."pairId"`
  const ends = held.flatMap(({ end }) => end ?? [])
  if (ends.length > 0 || made.size > 0) await addCounts(tx, runId, countsOf(ends, [...made.values()]))
  const ended = new Map(held.map(({ pairId, end }) => [pairId, end !== null]))
  return results.map(({ pairId }) => (ended.has(pairId) ? (ended.get(pairId) ? 'ended' : 'goes on') : 'lost'))
}

/** Locks those of the pairs' items that are open and whose shard is this worker's, and the shard with them: it cannot be given away meanwhile. */
async function lockHeld(tx: Tx, runId: string, workerId: string, pairIds: readonly string[]): Promise<z.infer<typeof heldItems>> {
  return heldItems.parse(
    await tx.$queryRaw`
      SELECT i."pairId"::text AS "pairId", i.made, EXISTS (SELECT 1 FROM "Pair" p WHERE p.id = i."pairId") AS there
      FROM "RunItem" i JOIN "RunShard" s ON s."runId" = i."runId" AND s."index" = i.shard
      WHERE i."runId" = ${runId}::uuid AND i."pairId" = ANY(${pairIds}::uuid[]) AND i.status = 'open' AND s.status = 'claimed' AND s."workerId" = ${workerId}
      ORDER BY i."pairId" FOR NO KEY UPDATE OF i FOR SHARE OF s`,
  )
}

function sum(a: Made, b: Made): Made {
  const total = { ...a }
  for (const [name, n] of Object.entries(b)) total[name] = (total[name] ?? 0) + n
  return total
}
