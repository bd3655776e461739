import { z } from 'zod'
import { db } from '#lib/db/client.ts'
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
  answer: { id: string; parsed: unknown; model: string } | null
  /** The attempt that a new call is. */
  nextAttempt: number
}

const found = z.array(
  z.object({ n: z.number(), attempts: z.number(), id: z.string().nullable(), parsed: z.unknown() }),
)

/**
 * Finds answers that were paid for: the latest good one to the same question, whichever run asked it; with `onlyRunId` that of this run
 * alone, for a run that asks anew must not ask twice when it is taken up again. Many lookups are one query.
 */
export function earlierCalls(onlyRunId: string | null): Batcher<QuestionKey, EarlierCall> {
  return batcher<QuestionKey, EarlierCall>(async (keys) => {
    const numbered = keys.map((key, n) => ({ ...key, n }))
    const rows = found.parse(
      await db().$queryRaw`
        SELECT row.n, count(g.id)::int AS attempts,
          (array_agg(g.id::text ORDER BY g.attempt DESC) FILTER (WHERE g.status = 'ok' AND (${onlyRunId}::uuid IS NULL OR g."runId" = ${onlyRunId}::uuid)))[1] AS id,
          (array_agg(g.parsed ORDER BY g.attempt DESC) FILTER (WHERE g.status = 'ok' AND (${onlyRunId}::uuid IS NULL OR g."runId" = ${onlyRunId}::uuid)))[1] AS parsed
        FROM json_to_recordset(${JSON.stringify(numbered)}::json) AS row (n int, "pairId" uuid, step text, "promptVersion" text, model text, sample int, "requestHash" text)
          JOIN "Generation" g ON g."pairId" = row."pairId" AND g.step = row.step AND g."promptVersion" = row."promptVersion" AND g.model = row.model
            AND g."requestHash" = row."requestHash" AND g.sample = row.sample
        GROUP BY row.n`,
    )
    const byPlace = new Map(rows.map((row) => [row.n, row]))
    return keys.map((key, n) => {
      const row = byPlace.get(n)
      return { answer: row?.id ? { id: row.id, parsed: row.parsed, model: key.model } : null, nextAttempt: row?.attempts ?? 0 }
    })
  }, { most: 200, waitMs: 3 })
}
