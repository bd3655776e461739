import type { PoolClient } from 'pg'
import { z } from 'zod'

/** What finding near-duplicates came to. */
export interface Marked {
  /** Groups of two and more. */
  clusters: number
  /** Pairs that name another one: all of a cluster but its first. */
  marked: number
}

const batchSize = 1000
const ids = z.array(z.object({ id: z.string() }))

/** Brings `nearDuplicateOfId` of all pairs of a dataset in line: with the table same_text of this connection and with what is alike beside it. */
export async function markNearDuplicates(client: PoolClient, datasetId: string, alike: Iterable<[string, string]>, signal: AbortSignal): Promise<Marked> {
  await client.query('CREATE TEMP TABLE mark ("pairId" uuid PRIMARY KEY, "firstId" uuid NOT NULL)')
  for (const batch of batches(alike)) {
    await client.query('INSERT INTO mark SELECT * FROM unnest($1::uuid[], $2::uuid[])', [batch.map(([id]) => id), batch.map(([, first]) => first)])
  }
  await client.query('INSERT INTO mark SELECT s."pairId", coalesce(m."firstId", s."firstId") FROM same_text s LEFT JOIN mark m ON m."pairId" = s."firstId"')
  await client.query('ANALYZE mark')
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    signal.throwIfAborted()
    // Along the index (datasetId, id), locking in order of id as reviewers do.
    const changed = await client.query(
      `WITH batch AS (
         SELECT p.id, m."firstId" FROM "Pair" p LEFT JOIN mark m ON m."pairId" = p.id
         WHERE p."datasetId" = $1 AND p.id > $2 AND p."nearDuplicateOfId" IS DISTINCT FROM m."firstId"
         ORDER BY p.id LIMIT ${batchSize} FOR UPDATE OF p)
       UPDATE "Pair" p SET "nearDuplicateOfId" = batch."firstId" FROM batch WHERE p.id = batch.id RETURNING p.id`,
      [datasetId, after],
    )
    if (changed.rows.length === 0) break
    after = ids.parse(changed.rows).reduce((last, { id }) => (id > last ? id : last), after)
  }
  const counted = await client.query('SELECT count(DISTINCT "firstId")::int AS clusters, count(*)::int AS marked FROM mark')
  return z.object({ clusters: z.number(), marked: z.number() }).parse(counted.rows[0])
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length === 5000) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
