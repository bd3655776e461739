import { Prisma } from '#lib/db/generated/client.ts'

/** The clusters of near-duplicates: of which dataset, the first pair and how many it is of, itself among them. An index of the pairs that are like an earlier one gives them (migration `near_clusters`). */
export const nearClusters = Prisma.sql`(
  SELECT m."datasetId", m."nearDuplicateOfId" AS first, count(*)::int + 1 AS size, array_agg(m.id) AS others FROM "Pair" m WHERE m."nearDuplicateOfId" IS NOT NULL GROUP BY 1, 2)`

/** The conditions on "Pair" p that so many pairs of its dataset say nearly the same as it does, itself among them. */
export function inClusterOf(least: number | undefined, most: number | undefined): Prisma.Sql[] {
  const from = Math.max(1, least ?? 1)
  if (from > 1) return [ofClusters(Prisma.sql`k.size >= ${from} ${most === undefined ? Prisma.empty : Prisma.sql`AND k.size <= ${most}`}`)]
  // Most pairs are alone: they are found by what they are not.
  return most === undefined ? [] : most < 1 ? [Prisma.sql`FALSE`] : [Prisma.sql`NOT ${ofClusters(Prisma.sql`k.size > ${most}`)}`]
}

/** By the dataset too, so that no other's clusters are looked at. */
function ofClusters(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(p."datasetId", p.id) IN (SELECT k."datasetId", member.id FROM ${nearClusters} k CROSS JOIN LATERAL unnest(k.others || k.first) member(id) WHERE ${condition})`
}
