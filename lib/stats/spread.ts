import { gradeOf } from '#lib/constraints/checkers/reading-level.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { bitsSql } from '#lib/datasets/build-stages.ts'
import { nearClusters } from '#lib/datasets/near-clusters.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { carried } from '#lib/stats/carried.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import type { Spread } from '#lib/stats/contract.ts'
import { asTable, samplePairs, sampleSize, weighed, weightOf } from '#lib/stats/sample.ts'
import { scopeOf } from '#lib/stats/scope.ts'

/** Texts whose reading level is measured: a text takes a tenth of a millisecond or more. */
const readSample = 500
/** What is measured of a response; a book need not be read to its end. */
const mostCharacters = 20_000

/**
 * How rare the constraints are (bits, from the reference corpus), how hard the responses are to read, and how near-duplicates cluster. Rarity
 * is counted on a sample of 5,000 pairs, reading on 500. Throws AppError('not_found').
 */
export async function spread(datasetId: string, filter: SeenFilter = {}): Promise<Spread> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const sample = await samplePairs(scope)
  const [weight] = await Promise.all([weightOf(scope, sample), countRarities()])
  const [bands, texts, clusters, marked] = await Promise.all([
    db().$queryRaw<{ band: number | null; constraints: number }[]>`
      SELECT CASE WHEN bits IS NOT NULL THEN least(floor(round(bits::numeric, 3) * 2), 20)::int END AS band, count(*)::int AS constraints
      FROM (SELECT CASE WHEN NOT ${scope.sight ? decoySql(scope.sight) : Prisma.sql`FALSE`} THEN ${bitsSql} END AS bits FROM "Constraint" c JOIN ${asTable(sample)} s ON s.id = c."pairId" WHERE ${carried(Prisma.sql`c.status`)}) rated
      GROUP BY 1 ORDER BY 1`,
    db().$queryRaw<{ text: string }[]>`
      SELECT left(p.response, ${mostCharacters}) AS text FROM "Pair" p JOIN ${asTable(sample.slice(0, readSample))} s ON s.id = p.id`,
    db().$queryRaw<{ size: number; clusters: number }[]>`
      SELECT k.size, count(*)::int AS clusters FROM ${nearClusters} k WHERE k."datasetId" = ${datasetId}::uuid
        ${scope.whole ? Prisma.empty : Prisma.sql`AND k.first IN (SELECT coalesce(p."nearDuplicateOfId", p.id) FROM "Pair" p WHERE ${scope.pairs})`}
      GROUP BY 1 ORDER BY 1`,
    db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM "Pair" p WHERE ${scope.pairs} AND p."nearDuplicateOfId" IS NOT NULL`,
  ])
  const of = sample.length
  return {
    sample: { pairs: of, whole: of < sampleSize },
    bits: bands.map(({ band, constraints }) => ({ from: band === null ? null : band / 2, constraints: weighed(constraints, weight) })),
    reading: { ...gradesOf(texts.map(({ text }) => text)), whole: texts.length < readSample },
    clusters,
    marked: marked[0]?.n ?? 0,
  }
}

/** Grades in whole years of school, and how many texts have none: no English prose, or too short. */
function gradesOf(texts: readonly string[]): Pick<Spread['reading'], 'grades' | 'unknown' | 'texts'> {
  const counts = new Map<number, number>()
  let unknown = 0
  for (const text of texts) {
    const grade = gradeOf(text)
    if (!grade) unknown++
    else {
      const year = Math.min(20, Math.max(0, Math.round((grade.low + grade.high) / 2)))
      counts.set(year, (counts.get(year) ?? 0) + 1)
    }
  }
  return { texts: texts.length, unknown, grades: [...counts].map(([grade, n]) => ({ grade, texts: n })).toSorted((a, b) => a.grade - b.grade) }
}
