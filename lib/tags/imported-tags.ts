import type { Tx } from '#lib/db/client.ts'
import type { PairRecord } from '#lib/pairs/record.ts'
import { changeTags } from '#lib/tags/change-tags.ts'

/** Puts the tags that came with records on their pairs. */
export async function storeTags(tx: Tx, { datasetId, runId }: { datasetId: string; runId: string | null }, rows: readonly { id: string; record: PairRecord }[]): Promise<void> {
  const tagged = rows.filter(({ record }) => record.tags.length > 0)
  for (const [, alike] of Map.groupBy(tagged, ({ record }) => record.tags.join())) {
    await changeTags(tx, alike.map(({ id }) => id), { datasetId, add: alike[0]?.record.tags ?? [], remove: [], actorId: null, runId })
  }
}
