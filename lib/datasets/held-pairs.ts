import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { heldReason } from '#lib/exports/holding/pair-list.ts'

/** The condition on "Pair" p that a row of this export comes from it. The export's pairs are to be listed before (lib/exports/holding/pair-list.ts). */
export function isHeld(exportId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "ExportPair" e WHERE e."exportId" = ${exportId}::uuid AND e.reason = ${heldReason} AND e."pairId" = p.id)`
}

/** The condition on "Pair" p that none does; by what `lookForFewNotHeld` found, where it is known. */
export function isNotHeld(exportId: string): Prisma.Sql {
  const known = looked.get(exportId)
  const few = known && Date.now() - known.at < holdsMs ? known.found : null
  return few ? Prisma.sql`p.id = ANY(${few}::uuid[])` : Prisma.sql`NOT ${isHeld(exportId)}`
}

/** Pairs of a dataset from which on it is worth it, pairs that are few, and exports of which they are remembered. */
const usual = { many: 20_000, few: 5000, remembered: 50 }
/** Milliseconds for which what was looked up holds without a look: a request asks right behind it. */
const holdsMs = 10_000

interface Looked {
  /** Of the dataset's pairs: changes when any come or go. */
  state: string
  /** Null where they are not few. */
  ids: Promise<readonly string[] | null>
  /** The same once it is known. */
  found: readonly string[] | null
  at: number
}

const looked = new Map<string, Looked>()

/**
 * Looks which pairs of its dataset an export does not hold, where these are few of many: to find the first of them, or to count them, nearly every pair would be held against the export, one by
 * one in most orders. Here all are, once by two indexes in their order, and again when pairs have come or gone since. The export's pairs are to be listed.
 */
export async function lookForFewNotHeld(exportId: string, { many, few, remembered } = usual): Promise<void> {
  const [dataset] = await db().$queryRaw<{ id: string; pairs: number; state: string }[]>`
    SELECT e."datasetId" AS id, sum(t.n)::int AS pairs, concat_ws(' ', count(t.id), sum(t.id)) AS state
    FROM "Export" e JOIN "Tally" t ON t."datasetId" = e."datasetId" AND t."of" = 'pair.source' WHERE e.id = ${exportId}::uuid GROUP BY 1`
  if (!dataset || dataset.pairs <= many) return void looked.delete(exportId)
  const { id: datasetId, state } = dataset
  const before = looked.get(exportId)
  const now: Looked = before?.state === state ? before : { state, ids: idsNotHeld(datasetId, exportId, few), found: null, at: 0 }
  // The last that was asked for is the last that is forgotten.
  looked.delete(exportId)
  looked.set(exportId, now)
  const [oldest] = looked.keys()
  if (looked.size > remembered && oldest !== undefined) looked.delete(oldest)
  try {
    now.found = await now.ids
    now.at = Date.now()
  } catch (error) {
    if (looked.get(exportId) === now) looked.delete(exportId)
    throw error
  }
}

async function idsNotHeld(datasetId: string, exportId: string, few: number): Promise<string[] | null> {
  const rows = await db().$queryRaw<{ id: string }[]>(Prisma.sql`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND NOT ${isHeld(exportId)} LIMIT ${few + 1}`)
  return rows.length > few ? null : rows.map(({ id }) => id)
}
