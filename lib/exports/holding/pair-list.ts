import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { log } from '#lib/config/log.ts'
import { analyse } from '#lib/db/analyse.ts'
import { db, pool } from '#lib/db/client.ts'
import { droppedPath } from '#lib/exports/holding/dropped-pairs.ts'
import { hasRowIndex, rowsAsCopied } from '#lib/exports/holding/row-index.ts'
import { copyHeader, copyTrailer } from '#lib/exports/holding/copied-key.ts'
import { AppError } from '#lib/http/errors.ts'

/** The reason of a pair that a row comes from; one that was left out has the place of why among the export's reasons, from 1. */
export const heldReason = 0

/** Why exports left pairs out, of those that are known to be listed: that never changes. */
const reasonsOf = new Map<string, readonly string[]>()

/** The number of a reason for which an export left pairs out, below 0 where it left none out for it; undefined where that is not known before `listPairsOf`. */
export function reasonNumber(exportId: string, reason: string): number | undefined {
  const known = reasonsOf.get(exportId)
  return known && (known.indexOf(reason) + 1 || -1)
}

/** What is being listed for who asked for it, so that who asks for the same meanwhile waits for one and the same. */
const underWay = new Map<string, Promise<void>>()

/**
 * Sees to it that the pairs of an export are listed as rows of "ExportPair", so that filters find them: the worker lists those of new exports ahead (see keep-listing.ts), of others they are when
 * somebody first asks. A million take some twenty seconds. Who has no more patience than some milliseconds is told so by AppError('not_yet'), and it goes on for who asks
 * next. Throws AppError('not_found') where there is no such export, or its index is not to be had.
 */
export async function listPairsOf(exportId: string, patienceMs = Number.POSITIVE_INFINITY): Promise<void> {
  if (reasonsOf.has(exportId)) return
  const made = await db().export.findUnique({ where: { id: exportId }, select: { isListed: true, folder: true, dropReasons: true } })
  if (!made) throw new AppError('not_found', 'The export that this filter names is not there any more.')
  if (!made.isListed && !(await canBeListed(made))) throw new AppError('not_found', 'Which pairs this export holds cannot be told: the list is not on this machine, or an early version made the export and kept none.')
  if (!made.isListed) await soon(listingOf(exportId, made.folder), patienceMs)
  reasonsOf.set(exportId, made.dropReasons)
}

/** Whether the files that name the pairs of an export, and those that it left out, are on this machine. */
export async function canBeListed({ folder, dropReasons }: { folder: string; dropReasons: readonly string[] }): Promise<boolean> {
  return (await hasRowIndex(folder)) && (dropReasons.length === 0 || (await stat(droppedPath(folder)).catch(() => null)) !== null)
}

function listingOf(exportId: string, folder: string): Promise<void> {
  const listing = underWay.get(exportId) ?? listPairs(exportId, folder).finally(() => underWay.delete(exportId))
  underWay.set(exportId, listing)
  return listing
}

async function soon(listing: Promise<void>, patienceMs: number): Promise<void> {
  if (patienceMs === Number.POSITIVE_INFINITY) return listing
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    listing.catch((error: unknown) => log().error({ err: error }, 'the pairs of an export were not listed'))
    reject(new AppError('not_yet', 'The pairs of this export are being listed, once and for all: a million take some twenty seconds. They are found as soon as that is done.'))
  }, patienceMs)
  await Promise.race([listing, late]).finally(() => clearTimeout(timer))
}

/**
 * Lists the pairs of an export: those that its rows come from, by the index beside it, and those that it left out, where it kept which. In one transaction: of what is broken off nothing stays. Of
 * several who do so at once the first does, and the others wait for it; so does who deletes the export.
 */
export async function listPairs(exportId: string, folder: string): Promise<void> {
  if (await list(exportId, folder)) await analyse(['ExportPair'])
}

/** Returns whether it was done: another may have been first. */
async function list(exportId: string, folder: string): Promise<boolean> {
  const client = await pool().connect()
  let isWhole = false
  try {
    await client.query('BEGIN')
    // Whoever deletes the export waits, or was first.
    const { rows } = await client.query<{ datasetId: string; isListed: boolean; leftOut: boolean }>('SELECT "datasetId", "isListed", cardinality("dropReasons") > 0 AS "leftOut" FROM "Export" WHERE id = $1 FOR NO KEY UPDATE', [exportId])
    const [made] = rows
    const isWanted = made?.isListed === false
    if (isWanted) {
      await client.query('CREATE TEMP TABLE listed (reason int2 NOT NULL, key bytea, id uuid) ON COMMIT DROP')
      await copyTo(client, Readable.from(heldAsCopied(folder), { objectMode: false }))
      if (made.leftOut) await copyTo(client, createReadStream(droppedPath(folder)))
      await client.query('ANALYZE listed')
      await client.query(
        `INSERT INTO "ExportPair" ("exportId", reason, "pairId")
         SELECT $1, l.reason, l.id FROM (
           SELECT l.reason, p.id FROM listed l JOIN "Pair" p ON substring(sha256(p."contentHash"::text::bytea) FOR 8) = l.key AND p."datasetId" = $2
           UNION SELECT l.reason, l.id FROM listed l WHERE l.id IS NOT NULL) l ORDER BY 2, 3`,
        [exportId, made.datasetId],
      )
      await client.query('UPDATE "Export" SET "isListed" = true WHERE id = $1', [exportId])
    }
    await client.query('COMMIT')
    isWhole = true
    return isWanted
  } finally {
    client.release(!isWhole)
  }
}

async function copyTo(client: PoolClient, from: Readable): Promise<void> {
  await pipeline(from, client.query(copyFrom('COPY listed (reason, key, id) FROM STDIN (FORMAT binary)')))
}

async function* heldAsCopied(folder: string): AsyncGenerator<Buffer> {
  yield copyHeader
  yield* rowsAsCopied(folder, heldReason)
  yield copyTrailer
}
