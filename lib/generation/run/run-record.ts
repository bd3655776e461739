import { z } from 'zod'
import { db, type Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { runUsage, type RunUsage } from '#lib/generation/recipe.ts'
import { parseCounts } from '#lib/runs/run-view.ts'
import { batcher } from './batcher.ts'
import { failedPrefix } from './plan.ts'

/** One question with what came of it, as a row of "Generation". */
export interface GenerationRow {
  id: string
  pairId: string
  endpointId: string | null
  step: string
  promptVersion: string
  model: string
  sample: number
  requestHash: string
  attempt: number
  status: 'ok' | 'error'
  request: unknown
  rawOutput: string | null
  parsed: unknown
  repaired: unknown
  errorClass: string | null
  error: string | null
  finishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  cost: number | null
  latencyMs: number | null
  tries: number
}

/** How a pair's work in a run ended. */
export interface ItemEnd {
  pairId: string
  status: 'done' | 'dropped' | 'failed'
  reason: string | null
  message: string | null
  made: Record<string, number>
}

/** Writes what a run comes to, many rows at a time: calls, how pairs ended, and the run's running totals beside them. */
export interface RunRecord {
  /** Resolves once the call is in the database: only then may anything rest on it. */
  keep(row: GenerationRow): Promise<void>
  /** Counts a question that an earlier call had answered. */
  countCached(): void
  /** Resolves once the end is in the database. A pair that has ended before stays as it is and is not counted again. */
  end(item: ItemEnd): Promise<void>
  /** Resolves when all of it is written. */
  flush(): Promise<void>
}

/** `onUsage` is told the run's usage, all workers' together, whenever more of it is written. */
export function runRecord(runId: string, onUsage: (usage: RunUsage) => void): RunRecord {
  let cached = 0

  const generations = batcher<GenerationRow, void>(async (rows) => {
    const seen = cached
    const usage = await db().$transaction(async (tx) => {
      await lockRun(tx, runId)
      const fresh = await insertGenerations(tx, runId, rows)
      return addUsage(tx, runId, [...usageOf(rows.filter(({ id }) => fresh.has(id))), { cached: seen }])
    })
    cached -= seen
    onUsage(usage)
    return rows.map(() => undefined)
  }, { most: 500, waitMs: 20 })

  const ends = batcher<ItemEnd, void>(async (items) => {
    const seen = cached
    await db().$transaction(async (tx) => {
      await endItems(tx, runId, items)
      if (seen > 0) await addUsage(tx, runId, [{ cached: seen }])
    })
    cached -= seen
    return items.map(() => undefined)
  }, { most: 500, waitMs: 50 })

  return {
    keep: (row) => generations.add(row),
    countCached: () => {
      cached++
    },
    end: (item) => ends.add(item),
    async flush() {
      await generations.idle()
      await ends.idle()
      if (cached === 0) return
      await db().$transaction((tx) => addUsage(tx, runId, [{ cached }]))
      cached = 0
    },
  }
}

async function insertGenerations(tx: Tx, runId: string, rows: readonly GenerationRow[]): Promise<Set<string>> {
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Generation" (id, "runId", "pairId", "endpointId", step, "promptVersion", model, sample, "requestHash", attempt, status, request,
      "rawOutput", parsed, repaired, "errorClass", error, "finishReason", "inputTokens", "outputTokens", cost, "latencyMs", tries)
    SELECT id, ${runId}::uuid, "pairId", "endpointId", step, "promptVersion", model, sample, "requestHash", attempt, status::"GenerationStatus", request,
      "rawOutput", parsed, repaired, "errorClass", error, "finishReason", "inputTokens", "outputTokens", cost, "latencyMs", tries
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, "pairId" uuid, "endpointId" uuid, step text, "promptVersion" text, model text,
      sample int, "requestHash" text, attempt int, status text, request jsonb, "rawOutput" text, parsed jsonb, repaired jsonb, "errorClass" text,
      error text, "finishReason" text, "inputTokens" int, "outputTokens" int, cost numeric, "latencyMs" int, tries int)
    WHERE EXISTS (SELECT 1 FROM "Pair" p WHERE p.id = row."pairId")
    ON CONFLICT DO NOTHING
    RETURNING id`
  return new Set(inserted.map(({ id }) => id))
}

function usageOf(rows: readonly GenerationRow[]): Partial<RunUsage>[] {
  return rows.map((row) => ({
    calls: 1,
    repaired: row.repaired === null ? 0 : 1,
    inputTokens: row.inputTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    cost: row.cost ?? 0,
    errors: row.errorClass === null ? {} : { [row.errorClass]: 1 },
  }))
}

/**
 * Several workers write the run's totals. The lock comes before any row that names the run: those take a weaker one, which two
 * workers could not both make stronger.
 */
async function lockRun(tx: Tx, runId: string): Promise<{ usage: unknown; counts: unknown }> {
  const [row] = await tx.$queryRaw<{ usage: unknown; counts: unknown }[]>`SELECT usage, counts FROM "Run" WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
  return row ?? { usage: {}, counts: {} }
}

async function addUsage(tx: Tx, runId: string, parts: readonly Partial<RunUsage>[]): Promise<RunUsage> {
  const { usage: stored } = await lockRun(tx, runId)
  const usage = runUsage.catch(runUsage.parse({})).parse(stored)
  for (const part of parts) {
    for (const name of ['calls', 'cached', 'repaired', 'inputTokens', 'outputTokens', 'cost'] as const) usage[name] += part[name] ?? 0
    for (const [name, n] of Object.entries(part.errors ?? {})) usage.errors[name] = (usage.errors[name] ?? 0) + n
  }
  await tx.run.updateMany({ where: { id: runId }, data: { usage: asJson(usage) } })
  return usage
}

const endedRows = z.array(z.object({ pairId: z.string() }))

/** Ends items that are open, and counts them; in = out + dropped throughout. */
async function endItems(tx: Tx, runId: string, items: readonly ItemEnd[]): Promise<void> {
  const { counts: stored } = await lockRun(tx, runId)
  const ended = endedRows.parse(
    await tx.$queryRaw`
      UPDATE "RunItem" i SET status = row.status::"RunItemStatus", reason = row.reason, message = row.message, made = row.made
      FROM json_to_recordset(${JSON.stringify(items)}::json) AS row ("pairId" uuid, status text, reason text, message text, made jsonb)
      WHERE i."runId" = ${runId}::uuid AND i."pairId" = row."pairId" AND i.status = 'open'
      RETURNING i."pairId"::text AS "pairId"`,
  )
  const isEnded = new Set(ended.map(({ pairId }) => pairId))
  const counts = parseCounts(stored)
  for (const item of items.filter(({ pairId }) => isEnded.has(pairId))) {
    counts.in++
    if (item.status === 'done') counts.out++
    else counts.dropped[droppedKey(item)] = (counts.dropped[droppedKey(item)] ?? 0) + 1
    for (const [name, n] of Object.entries(item.made)) counts.made = { ...counts.made, [name]: (counts.made?.[name] ?? 0) + n }
  }
  await tx.run.updateMany({ where: { id: runId }, data: { counts: asJson(counts), progress: counts.in, heartbeatAt: new Date() } })
}

/** Under which name an end that is not "done" is counted. */
function droppedKey({ status, reason }: Pick<ItemEnd, 'status' | 'reason'>): string {
  return status === 'failed' ? `${failedPrefix}${reason ?? 'internal'}` : (reason ?? 'nothing came of it')
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value))
}
