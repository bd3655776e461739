import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { mostTags, tagKey } from '#lib/tags/tag-name.ts'

export interface TagChange {
  datasetId: string
  add: readonly string[]
  remove: readonly string[]
  /** Null for an import. */
  actorId: string | null
  runId: string | null
}

/**
 * Puts tags on pairs of a dataset and takes tags off, writing down each that changed; what is so already stays. A tag that is both put on and
 * taken off is taken off. A pair that would have too many is left as it is. Returns how many of the pairs changed, and how many were left so.
 */
export async function changeTags(tx: Tx, pairIds: readonly string[], change: TagChange): Promise<{ changed: number; full: number }> {
  const { datasetId, actorId, runId } = change
  const off = new Set(change.remove.map(tagKey))
  const add = change.add.filter((name) => !off.has(tagKey(name)))
  if (pairIds.length === 0 || add.length + off.size === 0) return { changed: 0, full: 0 }
  // Before the tags are made and counted: two who tag one pair at once come one after the other.
  await tx.$queryRaw`SELECT 1 FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id = ANY(${[...pairIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  await makeTags(tx, datasetId, add)
  // In order of id, in which everybody takes what they need of several pairs.
  const rows = await tx.$queryRaw<{ changed: number; full: number }[]>`
    WITH chosen AS (
        SELECT p.id, ${add.length > 0} AND (
            SELECT count(*) FROM "Tag" t WHERE t."datasetId" = ${datasetId}::uuid AND t.key <> ALL(${[...off]}::text[])
              AND (t.key = ANY(${add.map(tagKey)}::text[]) OR t.id IN (SELECT g."tagId" FROM "PairTag" g WHERE g."pairId" = p.id))) > ${mostTags} AS is_full
        FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id = ANY(${[...pairIds]}::uuid[])),
      pair AS (SELECT id FROM chosen WHERE NOT is_full ORDER BY id),
      put AS (
        INSERT INTO "PairTag" ("tagId", "pairId", "datasetId")
        SELECT t.id, p.id, ${datasetId}::uuid FROM pair p, "Tag" t WHERE t."datasetId" = ${datasetId}::uuid AND t.key = ANY(${add.map(tagKey)}::text[]) ORDER BY p.id, t.id
        ON CONFLICT DO NOTHING RETURNING "tagId", "pairId"),
      taken AS (
        DELETE FROM "PairTag" g USING pair p, "Tag" t
        WHERE g."pairId" = p.id AND g."tagId" = t.id AND t."datasetId" = ${datasetId}::uuid AND t.key = ANY(${[...off]}::text[]) RETURNING g."tagId", g."pairId"),
      changed AS (SELECT *, true AS added FROM put UNION ALL SELECT *, false FROM taken),
      kept AS (
        INSERT INTO "TagAct" ("datasetId", "pairId", name, added, "actorId", "runId")
        SELECT ${datasetId}::uuid, c."pairId", t.name, c.added, ${actorId}, ${runId}::uuid FROM changed c JOIN "Tag" t ON t.id = c."tagId" ORDER BY c."pairId", t.name)
    SELECT (SELECT count(DISTINCT "pairId")::int FROM changed) AS changed, (SELECT count(*)::int FROM chosen WHERE is_full) AS full`
  return rows[0] ?? { changed: 0, full: 0 }
}

/** Makes the tags that the dataset does not have yet; a name that differs in capitals alone is the tag that there is. */
async function makeTags(tx: Tx, datasetId: string, names: readonly string[]): Promise<void> {
  // Written twice, it is called as it was written first.
  const byKey = new Map(names.toReversed().map((name) => [tagKey(name), name] as const))
  if (byKey.size === 0) return
  // Sorted, so that two who make the same tags at once do not wait for each other.
  const data = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, name]) => ({ id: newId(), datasetId, key, name }))
  await tx.tag.createMany({ data, skipDuplicates: true })
}
