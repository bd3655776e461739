import type { Db, Tx } from '#lib/db/client.ts'

/** A number of our own: whoever stores pairs or finishes an export holds it with others, whoever takes a pair down alone. */
const lockNumber = 7_746_241

/** Holds off whoever takes pairs down until the transaction ends: nothing that is taken down in between can be missed. */
export async function holdOffTakeDowns(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${lockNumber}::bigint)`
}

/** Waits for those who store pairs or finish exports, and holds them off until the transaction ends. */
export async function lockTakeDowns(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber}::bigint)`
}

/** Which of these contents were taken down on request, and must not come back. Call `holdOffTakeDowns` before. */
export async function takenDownAmong(tx: Tx, contentHashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.takenDown.findMany({ where: { contentHash: { in: [...contentHashes] } }, select: { contentHash: true } })
  return new Set(rows.map(({ contentHash }) => contentHash))
}

/** The pairs of all datasets that say the very same, oldest first. */
export async function pairsSaying(tx: Db | Tx, contentHash: string): Promise<{ id: string; datasetId: string; datasetName: string }[]> {
  // Each dataset by itself: so the index of their hashes is used.
  const datasets = await tx.dataset.findMany({ select: { id: true } })
  const rows = await tx.pair.findMany({ where: { contentHash, datasetId: { in: datasets.map(({ id }) => id) } }, select: { id: true, dataset: { select: { id: true, name: true } } }, orderBy: { id: 'asc' } })
  return rows.map(({ id, dataset }) => ({ id, datasetId: dataset.id, datasetName: dataset.name }))
}
