import { pool } from '#lib/db/client.ts'
import { queryWithin } from '#lib/db/query-within.ts'
import { AppError } from '#lib/http/errors.ts'

/** Datasets of so many pairs together are looked at as a whole: what is shown is then the export to the byte. */
const mostWhole = 4000
/** Of larger ones so many pairs, at most, stand for all. */
const mostOfSample = 2000
/** So many entries of an index, or pairs in order of content hash, are gone through to find them, at most. */
const mostLooked = 20_000
const mostWalked = 4000

/** How long a filter may search that finds few, for which it may have to go through all. In milliseconds; 0: not at all. */
export interface FilterBounds {
  /** Among all pairs. */
  within: number
  /** Then so many pairs are looked at with it, and where that takes longer than `walkWithin`, the next number. */
  looks: readonly number[]
  walkWithin: number
}

const usualBounds: FilterBounds = { within: 3000, looks: [20_000, 1000], walkWithin: 3000 }

/** What stands for a large dataset. */
interface PreviewSample {
  contentHashes: string[]
  /** How many pairs a filter was held to, where it was not held to all; else null. */
  looked: number | null
}

/**
 * The content hashes of the pairs that stand for a large dataset in a preview, from one on in their order, which is as good as drawn; null where the
 * datasets are small enough to be looked at as a whole. `chosen`: as in SnapshotScope. Takes tens of milliseconds however many pairs there are,
 * with a filter some seconds at most. Throws AppError('conflict') where a filter takes too long even then.
 */
export async function previewSample(datasetId: string, datasetIds: readonly string[], of: 'pairs' | 'preferences' | 'answers', { start, chosen, bounds = usualBounds }: { start: string; chosen: string; bounds?: FilterBounds | undefined }): Promise<PreviewSample | null> {
  if (await isSmall(datasetIds)) return null
  const all = (contentHashes: string[]): PreviewSample => ({ contentHashes, looked: null })
  const told = ({ contentHashes, looked }: Looked): PreviewSample => ({ contentHashes, looked: chosen === '' ? null : looked })
  if (of !== 'pairs') {
    const [sql, values] = of === 'preferences' ? [preferred(chosen), [datasetId, mostOfSample]] : [modelled(chosen), [datasetId, mostLooked, mostOfSample]]
    // Few are looked at; but what a filter looks for itself, such as words in any pair, may take its time.
    const found = chosen === '' ? (await pool().query<Looked>(sql, values)).rows : await queryWithin<Looked>(sql, values, bounds.walkWithin)
    if (!found) throw tooLong()
    return told(found[0] ?? nothing)
  }
  if (chosen === '') {
    const found = await hashes(walked, [datasetId, start, mostWalked, mostOfSample])
    if (found.length >= 50) return all(found)
  }
  // Few pairs have an accepted constraint, or were chosen: they are found by that.
  const others = chosen === '' ? await hashes(decided, [datasetId, mostLooked, mostOfSample]) : await queryWithin<{ contentHash: string }>(picked(chosen), [datasetId, mostOfSample], bounds.within).then((rows) => rows?.map(({ contentHash }) => contentHash))
  if (others) return all([...others.filter((each) => each >= start), ...others.filter((each) => each < start)])
  for (const most of bounds.looks) {
    const found = await queryWithin<Looked>(filtered(chosen), [datasetId, start, most, mostOfSample], bounds.walkWithin)
    if (found) return found[0] ?? nothing
  }
  throw tooLong()
}

function tooLong(): AppError {
  return new AppError('conflict', 'This filter takes too long for a preview. The export itself can be made by it.')
}

interface Looked {
  looked: number
  contentHashes: string[]
}

const nothing: Looked = { looked: 0, contentHashes: [] }

async function isSmall(datasetIds: readonly string[]): Promise<boolean> {
  const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM (SELECT 1 FROM "Pair" WHERE "datasetId" = ANY($1) LIMIT ${mostWhole + 1}) first`, [datasetIds])
  return (rows[0]?.n ?? 0) <= mostWhole
}

async function hashes(sql: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool().query<{ contentHash: string }>(sql, values)
  return rows.map(({ contentHash }) => contentHash)
}

/** Along the index (datasetId, contentHash), from the first again where it ends. */
const walked = `
  SELECT "contentHash" FROM (
    (SELECT "contentHash", "acceptedCount", 0 AS round FROM "Pair" WHERE "datasetId" = $1 AND "contentHash" >= $2 ORDER BY "contentHash" LIMIT $3)
    UNION ALL
    (SELECT "contentHash", "acceptedCount", 1 FROM "Pair" WHERE "datasetId" = $1 AND "contentHash" < $2 ORDER BY "contentHash" LIMIT $3)
    ORDER BY round, "contentHash" LIMIT $3) looked
  WHERE "acceptedCount" > 0 ORDER BY round, "contentHash" LIMIT $4`

/** Along the index (datasetId, status, pairId). */
const decided = `
  SELECT p."contentHash" FROM (
    SELECT DISTINCT "pairId" FROM (SELECT "pairId" FROM "Constraint" WHERE "datasetId" = $1 AND status = 'accepted' ORDER BY "pairId" LIMIT $2) accepted LIMIT $3) few
  JOIN "Pair" p ON p.id = few."pairId" WHERE p."acceptedCount" > 0 ORDER BY p."contentHash"`

/** What of so many pairs a filter chooses, these first and each by itself, whatever the filter is. */
const filtered = (chosen: string): string => `
  WITH looked AS MATERIALIZED (
    SELECT "contentHash", round FROM (
      (SELECT "contentHash", 0 AS round FROM "Pair" WHERE "datasetId" = $1 AND "contentHash" >= $2 ORDER BY "contentHash" LIMIT $3)
      UNION ALL
      (SELECT "contentHash", 1 FROM "Pair" WHERE "datasetId" = $1 AND "contentHash" < $2 ORDER BY "contentHash" LIMIT $3)) both_rounds
    ORDER BY round, "contentHash" LIMIT $3)
  SELECT (SELECT count(*)::int FROM looked) AS looked, ARRAY(
    SELECT p."contentHash" FROM looked CROSS JOIN LATERAL (SELECT * FROM "Pair" one WHERE one."datasetId" = $1 AND one."contentHash" = looked."contentHash" OFFSET 0) p
    WHERE p."acceptedCount" > 0 ${chosen} ORDER BY looked.round, p."contentHash" LIMIT $4) AS "contentHashes"`

/** Along the index (datasetId, status, id). */
const preferred = (chosen: string): string => `
  WITH looked AS MATERIALIZED (
    SELECT DISTINCT "pairId" FROM (SELECT "pairId" FROM "Preference" WHERE "datasetId" = $1 AND status = 'accepted' ORDER BY id LIMIT $2) few)
  ${amongThese(chosen)}`

/** Along the index (datasetId, origin, pairId). */
const modelled = (chosen: string): string => `
  WITH looked AS MATERIALIZED (
    SELECT DISTINCT "pairId" FROM (SELECT "pairId" FROM "Constraint" WHERE "datasetId" = $1 AND origin = 'llm' ORDER BY "pairId" LIMIT $2) made LIMIT $3)
  ${amongThese(chosen)}`

const amongThese = (chosen: string): string => `
  SELECT (SELECT count(*)::int FROM looked) AS looked, ARRAY(
    SELECT p."contentHash" FROM looked CROSS JOIN LATERAL (SELECT * FROM "Pair" one WHERE one.id = looked."pairId" OFFSET 0) p WHERE true ${chosen} ORDER BY p."contentHash") AS "contentHashes"`

/** What a filter chooses, by whatever index serves it. */
const picked = (chosen: string): string => `
  SELECT p."contentHash" FROM "Pair" p WHERE p."datasetId" = $1 AND p."acceptedCount" > 0 ${chosen} ORDER BY p."contentHash" LIMIT $2`
