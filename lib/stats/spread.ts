import { requireDataset } from '#lib/datasets/datasets.ts'
import { isDifficulty } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { bitsSql } from '#lib/datasets/build-stages.ts'
import { nearClusters } from '#lib/datasets/near-clusters.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql } from '#lib/review/checks/decoys.ts'
import { carried } from '#lib/stats/carried.ts'
import { countRarities } from '#lib/stats/check-rarity.ts'
import type { Spread } from '#lib/stats/contract.ts'
import { asTable, samplePairs, sampleSize, weighed, weightOf } from '#lib/stats/sample.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'

/**
 * How rare the constraints are (bits, from the reference corpus), how hard the responses are to read and the pairs to answer, and how near-duplicates cluster. Rarity
 * is counted on a sample of 5,000 pairs, the rest on all. Throws AppError('not_found').
 */
export async function spread(datasetId: string, filter: SeenFilter = {}): Promise<Spread> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const sample = await samplePairs(scope)
  const [weight] = await Promise.all([weightOf(scope, sample), countRarities()])
  const [bands, reading, difficulty, clusters, marked] = await Promise.all([
    db().$queryRaw<{ band: number | null; constraints: number }[]>`
      SELECT CASE WHEN bits IS NOT NULL THEN least(floor(round(bits::numeric, 3) * 2), 20)::int END AS band, count(*)::int AS constraints
      FROM (SELECT CASE WHEN NOT ${scope.sight ? decoySql(scope.sight) : Prisma.sql`FALSE`} THEN ${bitsSql} END AS bits FROM "Constraint" c JOIN ${asTable(sample)} s ON s.id = c."pairId" WHERE ${carried(Prisma.sql`c.status`)}) rated
      GROUP BY 1 ORDER BY 1`,
    readingOf(scope),
    db().$queryRaw<Spread['difficulty']>`
      SELECT (floor(round(value::numeric, 3) * 2) / 2)::float8 AS from, count(*)::int AS pairs FROM (
        SELECT DISTINCT ON (m."pairId") m.value FROM "Measurement" m ${scope.whole ? Prisma.empty : Prisma.sql`JOIN "Pair" p ON p.id = m."pairId" AND ${scope.pairs}`}
        WHERE m."datasetId" = ${datasetId}::uuid AND ${isDifficulty('m')} ORDER BY m."pairId", m.id DESC) rated
      GROUP BY 1 ORDER BY 1`,
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
    reading,
    difficulty,
    clusters,
    marked: marked[0]?.n ?? 0,
  }
}

/** Responses by grade, as far as they have been measured (see grades/): of a whole dataset, as the database counts them. */
async function readingOf(scope: Scope): Promise<Spread['reading']> {
  const rows = scope.whole
    ? await keptReading(scope.datasetId)
    : await db().$queryRaw<ReadingRow[]>`
        SELECT g."pairId" IS NOT NULL AS known, g.grade::int AS grade, count(*)::int AS n FROM "Pair" p LEFT JOIN "PairGrade" g ON g."pairId" = p.id WHERE ${scope.pairs} GROUP BY 1, 2`
  const known = rows.filter((row) => row.known)
  return {
    grades: known.flatMap(({ grade, n }) => (grade === null || n === 0 ? [] : [{ grade, texts: n }])).toSorted((a, b) => a.grade - b.grade),
    unknown: total(known.filter(({ grade }) => grade === null)),
    waiting: total(rows.filter((row) => !row.known)),
  }
}

/** How many responses have a grade, or none; or are not known yet. */
interface ReadingRow {
  known: boolean
  grade: number | null
  n: number
}

async function keptReading(datasetId: string): Promise<ReadingRow[]> {
  const { pairs } = await readTallies(datasetId)
  return [
    ...pairs.grade.map(({ value, n }) => ({ known: true, grade: value === null ? null : Number(value), n })),
    { known: false, grade: null, n: total(pairs.status) - total(pairs.grade) },
  ]
}
