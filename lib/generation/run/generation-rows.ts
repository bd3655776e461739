import { z } from 'zod'
import type { Tx } from '#lib/db/client.ts'

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

/** Two runs may ask the same at the same time; more than a few of them do not. */
const mostRounds = 20
const numbered = z.array(z.object({ id: z.string(), attempt: z.number() }))

/**
 * Writes calls, and answers with the ids of those that are written: all but those whose pair is gone. One whose attempt another run has
 * taken meanwhile becomes the next attempt.
 */
export async function insertGenerations(tx: Tx, runId: string, rows: readonly GenerationRow[]): Promise<Set<string>> {
  const written = new Set<string>()
  // In order of pair, so that two transactions that write for the same pairs take their locks in the same order.
  let left = rows.toSorted((a, b) => (a.pairId < b.pairId ? -1 : a.pairId > b.pairId ? 1 : 0))
  for (let round = 0; round < mostRounds && left.length > 0; round++) {
    for (const id of await insert(tx, runId, left)) written.add(id)
    left = await withNextAttempt(tx, left.filter(({ id }) => !written.has(id)))
  }
  if (left.length > 0) throw new Error('the number of an attempt was taken again and again')
  return written
}

async function insert(tx: Tx, runId: string, rows: readonly GenerationRow[]): Promise<string[]> {
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
  return inserted.map(({ id }) => id)
}

/**
 * Rows that were not written because their attempt is taken, with the next free one. Left out: those of pairs that are gone, and those that an
 * earlier try has written whose success was not heard of.
 */
async function withNextAttempt(tx: Tx, rows: readonly GenerationRow[]): Promise<GenerationRow[]> {
  if (rows.length === 0) return []
  const keys = rows.map(({ id, pairId, step, promptVersion, model, sample, requestHash }) => ({ id, pairId, step, promptVersion, model, sample, requestHash }))
  const next = numbered.parse(
    await tx.$queryRaw`
      SELECT row.id::text AS id,
        (max(g.attempt) + row_number() OVER (PARTITION BY row."pairId", row.step, row."promptVersion", row.model, row.sample, row."requestHash" ORDER BY row.id))::int AS attempt
      FROM json_to_recordset(${JSON.stringify(keys)}::json) AS row (id uuid, "pairId" uuid, step text, "promptVersion" text, model text, sample int, "requestHash" text)
        JOIN "Generation" g ON g."pairId" = row."pairId" AND g.step = row.step AND g."promptVersion" = row."promptVersion" AND g.model = row.model
          AND g."requestHash" = row."requestHash" AND g.sample = row.sample
      WHERE NOT EXISTS (SELECT 1 FROM "Generation" h WHERE h.id = row.id)
      GROUP BY row.id, row."pairId", row.step, row."promptVersion", row.model, row.sample, row."requestHash"`,
  )
  const attempts = new Map(next.map(({ id, attempt }) => [id, attempt]))
  return rows.flatMap((row) => {
    const attempt = attempts.get(row.id)
    return attempt === undefined ? [] : [{ ...row, attempt }]
  })
}
