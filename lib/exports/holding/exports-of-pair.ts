import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import type { ExportsOfPair, HoldingPlace, TakenDownRow } from '#lib/exports/holding/contract.ts'
import { exportsHolding, type Wanted } from '#lib/exports/holding/find-holding.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { pairsSaying } from '#lib/pairs/taken-down.ts'
import { holdKinds } from '#lib/exports/holding/row-index.ts'
import { notFound } from '#lib/http/errors.ts'
import { inSlot, slots } from '#lib/runs/slots.ts'

/** The exports that hold a pair. Throws AppError('not_found'). */
export async function exportsOfPair(reader: Pick<Actor, 'role'>, pairId: string, thorough: boolean, signal: AbortSignal): Promise<ExportsOfPair> {
  const pair = await db().pair.findUnique({ where: { id: pairId }, select: { contentHash: true, instruction: true, response: true } })
  if (!pair) throw notFound('pair')
  const { contentHash, ...texts } = pair
  const wanted = { id: rowIdOf(contentHash), texts }
  const [{ exports, notLookedThrough, gone }, others] = await Promise.all([
    thorough ? lookedThrough(wanted, signal) : exportsHolding(wanted, { thorough, signal }),
    pairsSaying(db(), contentHash),
  ])
  return { exports, notLookedThrough, gone, mayTakeDown: mayManage(reader), elsewhere: others.filter(({ id }) => id !== pairId).map(({ datasetId, datasetName }) => ({ datasetId, datasetName })) }
}

/** Reading all exports takes long, and anybody may ask for it: one at a time. Who has gone away meanwhile is not looked for. */
const readers = slots(1)

function lookedThrough(wanted: Wanted, signal: AbortSignal): ReturnType<typeof exportsHolding> {
  return inSlot(readers, signal, () => exportsHolding(wanted, { thorough: true, signal }))
}

const storedPlaces: z.ZodType<HoldingPlace[]> = z.array(z.object({ file: z.string(), row: z.number(), as: z.enum(holdKinds) })).catch([])

/** What of an export was taken down since, or while it was made; newest first. Throws AppError('not_found'). */
export async function takenDownOf(exportId: string): Promise<TakenDownRow[]> {
  if ((await db().export.count({ where: { id: exportId } })) === 0) throw notFound('export')
  const rows = await db().takenDownHold.findMany({ where: { exportId }, include: { takenDown: true } })
  return rows
    .map(({ contentHash, places, rows: n, takenDown: { reason, byName, at } }) => ({ contentHash, reason, by: byName, at: at.toISOString(), places: storedPlaces.parse(places), rows: n }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
}
