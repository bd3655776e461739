import { pool } from '#lib/db/client.ts'

/** Datasets of so many pairs together are looked at as a whole: what is shown is then the export to the byte. */
const mostWhole = 4000
/** Of larger ones so many pairs, at most, stand for all. */
const mostOfSample = 2000
/** So many entries of an index, or pairs in order of content hash, are gone through to find them, at most. */
const mostLooked = 20_000
const mostWalked = 4000

/**
 * The content hashes of the pairs that stand for a large dataset in a preview, from one on in their order, which is as good as drawn; null where the
 * datasets are small enough to be looked at as a whole. `chosen`: as in SnapshotScope. Takes tens of milliseconds however many pairs there are.
 */
export async function previewSample(datasetId: string, datasetIds: readonly string[], of: 'pairs' | 'preferences' | 'answers', { start, chosen }: { start: string; chosen: string }): Promise<string[] | null> {
  if (await isSmall(datasetIds)) return null
  if (of === 'preferences') return hashes(preferred(chosen), [datasetId, mostOfSample])
  if (of === 'answers') return hashes(modelled(chosen), [datasetId, mostLooked, mostOfSample])
  if (chosen === '') {
    const found = await hashes(walked, [datasetId, start, mostWalked, mostOfSample])
    if (found.length >= 50) return found
  }
  // Few pairs have an accepted constraint, or were chosen: they are found by that.
  const others = await hashes(chosen === '' ? decided : picked(chosen), chosen === '' ? [datasetId, mostLooked, mostOfSample] : [datasetId, mostOfSample])
  return [...others.filter((each) => each >= start), ...others.filter((each) => each < start)]
}

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

/** Along the index (datasetId, status, id). */
const preferred = (chosen: string): string => `
  SELECT DISTINCT p."contentHash" FROM (
    SELECT "pairId" FROM "Preference" WHERE "datasetId" = $1 AND status = 'accepted' ORDER BY id LIMIT $2) few
  JOIN "Pair" p ON p.id = few."pairId" WHERE true ${chosen} ORDER BY p."contentHash"`

/** Along the index (datasetId, origin, pairId). */
const modelled = (chosen: string): string => `
  SELECT p."contentHash" FROM (
    SELECT DISTINCT "pairId" FROM (SELECT "pairId" FROM "Constraint" WHERE "datasetId" = $1 AND origin = 'llm' ORDER BY "pairId" LIMIT $2) made LIMIT $3) few
  JOIN "Pair" p ON p.id = few."pairId" WHERE true ${chosen} ORDER BY p."contentHash"`

/** What a filter chooses, by whatever index serves it. */
const picked = (chosen: string): string => `
  SELECT p."contentHash" FROM "Pair" p WHERE p."datasetId" = $1 AND p."acceptedCount" > 0 ${chosen} ORDER BY p."contentHash" LIMIT $2`
