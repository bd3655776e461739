import type { Tx } from '#lib/db/client.ts'
import { placesByIndex } from '#lib/exports/holding/find-holding.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { remember } from '#lib/exports/holding/take-down.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { holdOffTakeDowns } from '#lib/pairs/taken-down.ts'

/** How far the clocks of workers and database may be apart, in milliseconds. Looking at more than was needed costs little. */
const clocksDiffer = 3_600_000

/** Remembers which pairs an export holds that were taken down while it was written: it read them before. Call it in the transaction that makes its row. */
export async function rememberTakenDownSince(tx: Tx, { id, folder, files, since }: { id: string; folder: string; files: ExportFile[]; since: Date }): Promise<void> {
  await holdOffTakeDowns(tx)
  for (const { contentHash } of await tx.takenDown.findMany({ where: { at: { gte: new Date(since.getTime() - clocksDiffer) } }, select: { contentHash: true } })) {
    const places = await placesByIndex(folder, rowIdOf(contentHash), { files })
    if (places.length > 0) await remember(tx, contentHash, [{ exportId: id, places, rows: places.length }])
  }
}
