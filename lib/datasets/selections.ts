import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { selectionGone } from '#lib/datasets/selected.ts'
import type { SelectionInput, SelectionKept, SelectionView } from '#lib/datasets/selection-contract.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError } from '#lib/http/errors.ts'

/** For how long a selection is kept that no run and no saved view names. */
const keptMs = 30 * 24 * 60 * 60 * 1000

/** Keeps these pairs of a dataset as a selection of this person's; others' pairs are left out. Throws AppError('not_found'), and 'invalid' where none is of the dataset. */
export async function keepSelection(actor: Actor, datasetId: string, { ids }: SelectionInput, now = Date.now()): Promise<SelectionKept> {
  await requireDataset(datasetId)
  await dropExpired(now)
  const own = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${ids}::uuid[]) ORDER BY p.id`
  if (own.length === 0) throw new AppError('invalid', 'None of these pairs is in the dataset any more.')
  const { id, expiresAt } = await db().selection.create({
    data: { id: newId(), datasetId, pairIds: own.map((pair) => pair.id), createdById: actor.id, expiresAt: new Date(now + keptMs) },
    select: { id: true, expiresAt: true },
  })
  return { id, pairs: own.length, expiresAt: expiresAt.toISOString() }
}

/** A selection with its pairs, also those that were deleted since. Throws AppError('not_found'). */
export async function selectionView(id: string): Promise<SelectionView> {
  const found = await db().selection.findUnique({ where: { id, dataset: { goingSince: null } }, include: { createdBy: { select: { name: true } } } })
  if (!found) throw selectionGone()
  return { id, datasetId: found.datasetId, ids: found.pairIds, pairs: found.pairIds.length, by: found.createdBy?.name ?? null, expiresAt: found.expiresAt.toISOString() }
}

/** Deletes what has expired. What a run or a saved view goes by is kept as long as these: a run may be taken up again, and an export made again. */
async function dropExpired(now: number): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "Selection" s WHERE s."expiresAt" < ${new Date(now)}
      AND NOT EXISTS (SELECT 1 FROM "Run" r WHERE r."datasetId" = s."datasetId" AND r.params::text LIKE '%' || s.id || '%')
      AND NOT EXISTS (SELECT 1 FROM "SavedView" v WHERE v."datasetId" = s."datasetId" AND v.filter::text LIKE '%' || s.id || '%')
      AND NOT EXISTS (SELECT 1 FROM "Dataset" d WHERE d.id = s."datasetId" AND d.policy::text LIKE '%' || s.id || '%')`
}
