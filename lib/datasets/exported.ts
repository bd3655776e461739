import type { PairFilter } from '#lib/datasets/contract.ts'
import { partsOfDropped } from '#lib/datasets/dropped-term.ts'
import { alternatives, exclusions } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { heldReason, reasonNumber } from '#lib/exports/holding/pair-list.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** The condition on "Pair" p that this export left it out, as `dropped` says it; listed as for `isHeld` (held-pairs.ts). */
export function isDropped(dropped: string): Prisma.Sql {
  const { exportId, reason } = partsOfDropped(dropped)
  const number = reason === null ? undefined : reasonNumber(exportId, reason)
  // As a number the planner knows how many they are.
  const why = reason === null ? Prisma.sql`> ${heldReason}` : number !== undefined ? Prisma.sql`= ${number}` : Prisma.sql`= (SELECT array_position(x."dropReasons", ${reason}) FROM "Export" x WHERE x.id = ${exportId}::uuid)`
  return Prisma.sql`EXISTS (SELECT 1 FROM "ExportPair" e WHERE e."exportId" = ${exportId}::uuid AND e.reason ${why} AND e."pairId" = p.id)`
}

/** The exports that a filter names, each once. */
export function exportsNamed(filter: PairFilter): string[] {
  return [...new Set(termsOf(filter).flatMap((term) => [...(term.export === undefined ? [] : [term.export]), ...(term.dropped === undefined ? [] : [partsOfDropped(term.dropped).exportId])]))]
}

/** Throws AppError('not_found') where a filter names an export that is not of the dataset, or asks for what one left out that did not keep which: it would find nothing, or with a minus all. */
export async function requireExports(datasetId: string, filter: PairFilter): Promise<void> {
  const named = exportsNamed(filter)
  if (named.length === 0) return
  const made = await db().$queryRaw<{ id: string; lacksDropped: boolean }[]>`
    SELECT id, cardinality("dropReasons") = 0 AND manifest->'counts'->'dropped' <> '{}' AS "lacksDropped" FROM "Export" WHERE "datasetId" = ${datasetId}::uuid AND id = ANY(${named}::uuid[])`
  if (made.length < named.length) throw notFound('export of this dataset')
  const asked = new Set(termsOf(filter).flatMap(({ dropped }) => (dropped === undefined ? [] : [partsOfDropped(dropped).exportId])))
  if (made.some(({ id, lacksDropped }) => lacksDropped && asked.has(id))) throw new AppError('not_found', 'Which pairs this export left out was not kept: an early version made it, or what it counts are preferences or answers. Pairs are told of an export that is made now.')
}

function termsOf({ export: held, dropped, also, not }: PairFilter): Pick<PairFilter, 'export' | 'dropped'>[] {
  return [{ export: held, dropped }, ...alternatives(also ?? ''), ...exclusions(not ?? '')]
}
