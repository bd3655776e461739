import type { PoolClient } from 'pg'
import { z } from 'zod'
import { pool } from '#lib/db/client.ts'
import { disjointSets } from '#lib/generation/disjoint-sets.ts'
import { bandNumbers, type NearDuplicateSettings } from '#lib/generation/near-duplicate-bands.ts'
import { joinBucket, type Bucket } from '#lib/generation/near-duplicate-bucket.ts'
import { markNearDuplicates, type Marked } from '#lib/generation/near-duplicate-marks.ts'
import { shingleStore } from '#lib/generation/shingle-store.ts'

/** Buckets that are taken from the database at once. */
const batchSize = 100

/**
 * Finds the pairs of a dataset that are nearly the same and names, in each, the first of its cluster (`nearDuplicateOfId`; null in the first
 * and where there is no other). What shares a band of the step `near_duplicates` is a candidate; it counts where the true Jaccard
 * similarity of the texts reaches the threshold, and clusters are what such pairs connect. All marks of the dataset are those of this call:
 * calling it again changes nothing, and pairs without bands of this threshold and field have no mark. Texts that are the same but for case,
 * punctuation and spaces are put together first, so that a hundred thousand of them cost no more than one.
 * Throws what the signal's abort threw; marks are written at the end, in order of id, a thousand at a time.
 */
export async function clusterNearDuplicates(
  datasetId: string,
  threshold: number,
  field: NearDuplicateSettings['field'],
  signal: AbortSignal,
): Promise<Marked> {
  const client = await pool().connect()
  try {
    // One at a time for a dataset; the lock and the temporary tables end with the connection.
    await client.query(`SELECT pg_advisory_lock(hashtext('near duplicates'), hashtext($1))`, [datasetId])
    const numbers = bandNumbers({ threshold, field })
    await putSameTextsTogether(client, datasetId, numbers.sameText)
    const clusters = disjointSets()
    const store = shingleStore(client, field)
    for (let band = numbers.first; band <= numbers.last; band++) {
      for await (const bucket of bucketsOf(client, datasetId, band, signal)) await joinBucket(bucket, { clusters, store, threshold, signal })
    }
    return await markNearDuplicates(client, datasetId, clusters.others(), signal)
  } finally {
    client.release(true)
  }
}

/** A temporary table of the pairs whose text an earlier pair has, with the first pair that has it. */
async function putSameTextsTogether(client: PoolClient, datasetId: string, band: number): Promise<void> {
  await client.query('CREATE TEMP TABLE same_text ("pairId" uuid PRIMARY KEY, "firstId" uuid NOT NULL)')
  await client.query(
    `INSERT INTO same_text
     SELECT "pairId", "firstId"
     FROM (SELECT "pairId", first_value("pairId") OVER (PARTITION BY hash ORDER BY "pairId") AS "firstId"
           FROM "MinHashBand" WHERE "datasetId" = $1 AND band = $2) texts
     WHERE "pairId" <> "firstId"`,
    [datasetId, band],
  )
  await client.query('ANALYZE same_text')
}

const rows = z.array(z.object({ members: z.array(z.string()) }))

/** What shares a band, in order of id, without the pairs whose text an earlier pair has. Reads along the primary key of MinHashBand. */
async function* bucketsOf(client: PoolClient, datasetId: string, band: number, signal: AbortSignal): AsyncGenerator<Bucket> {
  await client.query('BEGIN')
  try {
    // DECLARE takes no parameters.
    await client.query(`DECLARE bucket NO SCROLL CURSOR FOR
      SELECT array_agg("pairId"::text ORDER BY "pairId") AS members
      FROM "MinHashBand" b
      WHERE "datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND band = ${Math.trunc(band)}
        AND NOT EXISTS (SELECT FROM same_text s WHERE s."pairId" = b."pairId")
      GROUP BY hash HAVING count(*) > 1`)
    for (;;) {
      signal.throwIfAborted()
      const fetched = await client.query(`FETCH ${batchSize} FROM bucket`)
      if (fetched.rows.length === 0) return
      for (const { members } of rows.parse(fetched.rows)) yield members
    }
  } finally {
    await client.query('ROLLBACK')
  }
}
