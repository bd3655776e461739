import { z } from 'zod'
import { pool } from '#lib/db/client.ts'

const row = z.object({
  contentHash: z.string(),
  source: z.string(),
  license: z.string().nullable(),
  language: z.string().nullable(),
  system: z.string().nullable(),
  history: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  instruction: z.string(),
  input: z.string().nullable(),
  response: z.string(),
  refinedInstruction: z.string().nullable(),
  constraints: z.array(
    z.object({
      fingerprint: z.string(),
      type: z.string(),
      text: z.string(),
      status: z.string(),
      outcome: z.string().nullable(),
      checkerId: z.string().nullable(),
      kwargs: z
        .record(z.string(), z.unknown())
        .nullable()
        .transform((value) => value ?? {}),
    }),
  ),
})

/** A pair with its accepted constraints, in order of fingerprint: an order that no clock and no insertion decides. */
export type AcceptedPair = z.infer<typeof row>

const batchSize = 200

/**
 * The dataset's pairs that have an accepted constraint, in order of content hash, from one snapshot however long the reading takes:
 * what reviewers do meanwhile does not show. Holds one batch in memory.
 */
export async function* acceptedPairs(datasetId: string, signal: AbortSignal): AsyncGenerator<AcceptedPair> {
  const client = await pool().connect()
  let healthy = true
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`DECLARE accepted NO SCROLL CURSOR FOR ${sql}`.replace('$1', quoteUuid(datasetId)))
    for (;;) {
      signal.throwIfAborted()
      const { rows } = await client.query(`FETCH ${batchSize} FROM accepted`)
      if (rows.length === 0) break
      for (const item of rows) yield row.parse(item)
    }
  } catch (error) {
    healthy = !(error instanceof Error && 'code' in error)
    throw error
  } finally {
    await client.query('ROLLBACK').catch(() => (healthy = false))
    client.release(!healthy)
  }
}

const sql = `
  SELECT p."contentHash", p.source, p.license, p.language, p.system, p.history, p.instruction, p.input, p.response,
    (SELECT v.text FROM "Variant" v WHERE v."pairId" = p.id AND v.kind = 'refined' ORDER BY v.fingerprint LIMIT 1) AS "refinedInstruction",
    (SELECT json_agg(json_build_object('fingerprint', c.fingerprint, 'type', c.type, 'text', c.text, 'status', c.status,
       'outcome', c.outcome, 'checkerId', c."checkerId", 'kwargs', c.kwargs) ORDER BY c.fingerprint, c.text)
     FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'accepted') AS constraints
  FROM "Pair" p WHERE p."datasetId" = $1 AND p."acceptedCount" > 0 ORDER BY p."contentHash"`

/** DECLARE takes no parameters. */
function quoteUuid(id: string): string {
  return `'${z.uuid().parse(id)}'::uuid`
}
