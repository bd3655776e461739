import { pool } from '#lib/db/client.ts'
import { batcher, type Batcher } from './batcher.ts'

/** What makes two questions the same. */
export interface QuestionKey {
  pairId: string
  step: string
  promptVersion: string
  model: string
  sample: number
  requestHash: string
}

export interface EarlierCall {
  /** The answer that may be used again; null where there is none. */
  answer: { id: string; parsed: unknown } | null
  /** The attempt that a new call is. */
  nextAttempt: number
}

interface Row {
  n: number
  next: number
  id: string | null
  parsed: unknown
}

// By hand and prepared, for every question asks it.
const query = `
  SELECT row.n, (SELECT max(g.attempt) + 1 FROM "Generation" g
      WHERE g."pairId" = row."pairId" AND g.step = row.step AND g."promptVersion" = row."promptVersion" AND g.model = row.model
        AND g."requestHash" = row."requestHash" AND g.sample = row.sample) AS next,
    answer.id, answer.parsed
  FROM json_to_recordset($1::json) AS row (n int, "pairId" uuid, step text, "promptVersion" text, model text, sample int, "requestHash" text)
    LEFT JOIN LATERAL (
      SELECT g.id::text, g.parsed FROM "Generation" g
      WHERE g."pairId" = row."pairId" AND g.step = row.step AND g."promptVersion" = row."promptVersion" AND g.model = row.model
        AND g."requestHash" = row."requestHash" AND g.sample = row.sample AND g.status = 'ok' AND ($2::uuid IS NULL OR g."runId" = $2::uuid)
      ORDER BY g.attempt DESC LIMIT 1) answer ON true`

/**
 * Finds answers that were paid for: the latest good one to the same question, whichever run asked it; with `onlyRunId` that of this run
 * alone, for a run that asks anew must not ask twice when it is taken up again. Many lookups are one query.
 */
export function earlierCalls(onlyRunId: string | null): Batcher<QuestionKey, EarlierCall> {
  return batcher<QuestionKey, EarlierCall>(async (keys) => {
    const numbered = JSON.stringify(keys.map((key, n) => ({ ...key, n })))
    const { rows } = await pool().query<Row>({ name: 'earlier calls', text: query, values: [numbered, onlyRunId] })
    const byPlace = new Map(rows.map((row) => [row.n, row]))
    return keys.map((_, n) => {
      const row = byPlace.get(n)
      return { answer: row?.id ? { id: row.id, parsed: row.parsed } : null, nextAttempt: row?.next ?? 0 }
    })
  }, { most: 500, waitMs: 10, retryAfterMs: [50, 500] })
}
