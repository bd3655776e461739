import { Prisma } from '#lib/db/generated/client.ts'
import { tagKey } from '#lib/tags/tag-name.ts'

/** The condition on "Pair" p that it has this tag. */
export function hasTag(name: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "PairTag" pt JOIN "Tag" tag ON tag.id = pt."tagId"
    WHERE pt."pairId" = p.id AND tag."datasetId" = p."datasetId" AND tag.key = ${tagKey(name)})`
}
