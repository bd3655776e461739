import type { PairFilter } from '#lib/datasets/contract.ts'
import { exclusions } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'

/** The condition on "Pair" p that it is in this selection. */
export function isSelected(id: string): Prisma.Sql {
  return Prisma.sql`p.id IN (SELECT unnest(s."pairIds") FROM "Selection" s WHERE s.id = ${id}::uuid)`
}

/** Throws AppError('not_found') where a filter names a selection that the dataset has not, or not any more: it would find nothing, or with a minus all. */
export async function requireSelections(datasetId: string, { selection, not }: PairFilter): Promise<void> {
  const named = new Set([selection, ...exclusions(not ?? '').map((term) => term.selection)].filter((id) => id !== undefined))
  if (named.size === 0) return
  if ((await db().selection.count({ where: { datasetId, id: { in: [...named] } } })) < named.size) throw selectionGone()
}

/** What is said of a selection that is not there. */
export function selectionGone(): AppError {
  return new AppError('not_found', 'This choice of pairs is not kept any more: choose them anew.')
}
