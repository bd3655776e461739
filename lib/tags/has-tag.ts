import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { tagKey } from '#lib/tags/tag-name.ts'

/** The ids of tags of one dataset by the keys of their names. */
export type KnownTags = ReadonlyMap<string, string>

/**
 * The condition on "Pair" p that it has this tag. Where the tags are known, the tag's own id stands in it, so that the planner knows whether
 * many pairs have it or few: what is quick for the one looks through the whole dataset for the other.
 */
export function hasTag(name: string, tags?: KnownTags): Prisma.Sql {
  if (!tags) {
    return Prisma.sql`EXISTS (SELECT 1 FROM "PairTag" pt JOIN "Tag" tag ON tag.id = pt."tagId"
      WHERE pt."pairId" = p.id AND tag."datasetId" = p."datasetId" AND tag.key = ${tagKey(name)})`
  }
  const id = tags.get(tagKey(name))
  return id === undefined ? Prisma.sql`false` : Prisma.sql`EXISTS (SELECT 1 FROM "PairTag" pt WHERE pt."pairId" = p.id AND pt."tagId" = ${id}::uuid)`
}

/** Looks up these tags of a dataset; undefined for none. It need not be: without, the same is found, more slowly. */
export async function knownTags(datasetId: string, names: readonly string[]): Promise<KnownTags | undefined> {
  if (names.length === 0) return undefined
  const rows = await db().tag.findMany({ where: { datasetId, key: { in: names.map(tagKey) } }, select: { id: true, key: true } })
  return new Map(rows.map(({ id, key }) => [key, id]))
}
