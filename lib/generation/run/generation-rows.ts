import { z } from 'zod'
import { pool } from '#lib/db/client.ts'
import { runUsage, type RunUsage } from '#lib/generation/recipe.ts'
import { summed } from './run-totals.ts'

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
  request: Record<string, unknown>
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

const columns = `id uuid, "pairId" uuid, "endpointId" uuid, step text, "promptVersion" text, model text, sample int, "requestHash" text, attempt int,
  status text, request jsonb, "rawOutput" text, parsed jsonb, repaired jsonb, "errorClass" text, error text, "finishReason" text, "inputTokens" int,
  "outputTokens" int, cost numeric, "latencyMs" int, tries int`

// One statement: the rows and what they add to the usage are there together or not at all, and the lock of the run's row is short.
const insertion = `
  WITH written AS (
    INSERT INTO "Generation" (id, "runId", "pairId", "endpointId", step, "promptVersion", model, sample, "requestHash", attempt, status, request,
      "rawOutput", parsed, repaired, "errorClass", error, "finishReason", "inputTokens", "outputTokens", cost, "latencyMs", tries)
    SELECT id, $1::uuid, "pairId", "endpointId", step, "promptVersion", model, sample, "requestHash", attempt, status::"GenerationStatus", request,
      "rawOutput", parsed, repaired, "errorClass", error, "finishReason", "inputTokens", "outputTokens", cost, "latencyMs", tries
    FROM json_to_recordset($2::json) AS row (${columns})
    WHERE EXISTS (SELECT 1 FROM "Pair" p WHERE p.id = row."pairId")
    ON CONFLICT DO NOTHING
    RETURNING id, "errorClass", repaired, "inputTokens", "outputTokens", cost
  ), used AS (
    UPDATE "Run" r SET usage = r.usage || jsonb_build_object('calls', ${plus('calls')}, 'cached', ${plus('cached')}, 'repaired', ${plus('repaired')},
      'inputTokens', ${plus('inputTokens')}, 'outputTokens', ${plus('outputTokens')}, 'cost', ${plus('cost')}, 'errors', ${summed(`r.usage -> 'errors'`, 'more.errors')})
    FROM (
      SELECT count(*) AS "calls", $3::bigint AS "cached", count(repaired) AS "repaired", coalesce(sum("inputTokens"), 0) AS "inputTokens",
        coalesce(sum("outputTokens"), 0) AS "outputTokens", coalesce(sum(cost), 0) AS "cost",
        (SELECT coalesce(jsonb_object_agg("errorClass", n), '{}') FROM (SELECT "errorClass", count(*) AS n FROM written WHERE "errorClass" IS NOT NULL GROUP BY 1) classes) AS errors
      FROM written) more
    WHERE r.id = $1::uuid
    RETURNING r.usage)
  SELECT (SELECT usage FROM used) AS usage, ARRAY(SELECT id::text FROM written) AS ids`

function plus(name: string): string {
  return `coalesce((r.usage ->> '${name}')::numeric, 0) + more."${name}"`
}

const inserted = z.array(z.object({ usage: runUsage.nullable(), ids: z.array(z.string()) })).length(1)

/** Two runs may ask the same at the same time; more than a few of them do not. */
const mostRounds = 20

/**
 * Writes calls and adds them to the run's usage, with questions that were answered from earlier calls. Calls whose pair is gone are left
 * out. One whose attempt another run has taken meanwhile becomes the next attempt. Answers with the usage as it is then; null: the run is gone.
 */
export async function insertGenerations(runId: string, rows: readonly GenerationRow[], cached: number): Promise<RunUsage | null> {
  // In order of pair, so that two that write for the same pairs take their locks in the same order.
  let left = rows.toSorted((a, b) => (a.pairId < b.pairId ? -1 : a.pairId > b.pairId ? 1 : 0))
  for (let round = 0; round < mostRounds; round++) {
    const result = await pool().query({ name: 'insert generations', text: insertion, values: [runId, JSON.stringify(left), round === 0 ? cached : 0] })
    const [{ usage, ids } = { usage: null, ids: [] }] = inserted.parse(result.rows)
    const written = new Set(ids)
    left = await withNextAttempt(left.filter(({ id }) => !written.has(id)))
    if (left.length === 0) return usage
  }
  throw new Error('the number of an attempt was taken again and again')
}

const numbered = z.array(z.object({ id: z.string(), attempt: z.number() }))

/**
 * Rows that were not written because their attempt is taken, with the next free one. Left out: those of pairs that are gone, and those that an
 * earlier try has written whose success was not heard of.
 */
async function withNextAttempt(rows: readonly GenerationRow[]): Promise<GenerationRow[]> {
  if (rows.length === 0) return []
  const keys = rows.map(({ id, pairId, step, promptVersion, model, sample, requestHash }) => ({ id, pairId, step, promptVersion, model, sample, requestHash }))
  const next = await pool().query(
    `SELECT row.id::text AS id,
       (max(g.attempt) + row_number() OVER (PARTITION BY row."pairId", row.step, row."promptVersion", row.model, row.sample, row."requestHash" ORDER BY row.id))::int AS attempt
     FROM json_to_recordset($1::json) AS row (id uuid, "pairId" uuid, step text, "promptVersion" text, model text, sample int, "requestHash" text)
       JOIN "Generation" g ON g."pairId" = row."pairId" AND g.step = row.step AND g."promptVersion" = row."promptVersion" AND g.model = row.model
         AND g."requestHash" = row."requestHash" AND g.sample = row.sample
     WHERE NOT EXISTS (SELECT 1 FROM "Generation" h WHERE h.id = row.id)
     GROUP BY row.id, row."pairId", row.step, row."promptVersion", row.model, row.sample, row."requestHash"`,
    [JSON.stringify(keys)],
  )
  const attempts = new Map(numbered.parse(next.rows).map(({ id, attempt }) => [id, attempt]))
  return rows.flatMap((row) => {
    const attempt = attempts.get(row.id)
    return attempt === undefined ? [] : [{ ...row, attempt }]
  })
}
