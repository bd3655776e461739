import type { Tx } from '#lib/db/client.ts'
import type { Shard } from '#lib/runs/shards.ts'

/**
 * Locks a shard's pairs against changes, and other pairs of the dataset against being deleted, until the transaction ends. Answers which of the
 * others are there: what is written of them goes with them from then on. Everybody takes the locks of pairs in id order, lest two wait for
 * each other; two shards of which each names a pair of the other do not wait at all.
 */
export async function lockPairsAndOthers(tx: Tx, datasetId: string, { firstPairId, lastPairId }: Shard, others: readonly string[]): Promise<ReadonlySet<string>> {
  const keep = (ids: string[]) =>
    ids.length === 0 ? [] : tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM "Pair" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE`
  const before = await keep(others.filter((id) => id < firstPairId))
  const own = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id BETWEEN ${firstPairId}::uuid AND ${lastPairId}::uuid ORDER BY id FOR NO KEY UPDATE`
  const behind = await keep(others.filter((id) => id > lastPairId))
  return new Set([...before, ...own, ...behind].map(({ id }) => id))
}
