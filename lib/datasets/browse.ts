import { requireDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Facets, PairFilter, PairPage, PairRow, PairSort } from '#lib/datasets/contract.ts'
import { AppError } from '#lib/http/errors.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { typeLabel } from '#lib/stats/dataset-statistics.ts'

/** How far the rows that a filter finds are counted; beyond it the page says "more than". */
const countLimit = 10_000

/**
 * One page of a dataset's pairs. The cursor is the last row's sort key and id, so that a page is found by the index and not by
 * counting past the rows before it. Throws AppError('not_found') for an unknown dataset, and 'invalid' for a cursor that is not one of ours.
 */
export async function browsePairs(
  datasetId: string,
  filter: PairFilter,
  page: { sort: PairSort; after?: string | undefined; limit: number },
): Promise<PairPage> {
  await requireDataset(datasetId)
  const where = Prisma.sql`p."datasetId" = ${datasetId}::uuid ${pairConditions(filter)}`
  const [rows, total] = await Promise.all([
    db().$queryRaw<PairRow[]>`
      SELECT p.id, left(p.instruction, 240) AS instruction, left(p.response, 240) AS response, p.source, p.language, p."responseWords",
        p.status::text, p."constraintCount", p."undecidedCount", p."acceptedCount", p."refutedCount"
      FROM "Pair" p WHERE ${where} ${page.after ? behind(page.sort, page.after) : Prisma.empty}
      ORDER BY ${order[page.sort]} LIMIT ${page.limit + 1}`,
    countPairs(datasetId, filter),
  ])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > page.limit && last ? `${last.responseWords}.${last.id}` : null,
    total,
  }
}

/** How many pairs a filter finds: all of a dataset exactly, else up to 10,000. */
export async function countPairs(datasetId: string, filter: PairFilter): Promise<PairPage['total']> {
  const filtered = pairConditions(filter)
  // All of a dataset are counted by their index alone.
  const counted = filtered === Prisma.empty ? Prisma.empty : Prisma.sql`LIMIT ${countLimit + 1}`
  const found = await db().$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM (SELECT 1 FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${filtered} ${counted}) found`
  const count = Number(found[0]?.n ?? 0)
  const more = filtered !== Prisma.empty && count > countLimit
  return { count: more ? countLimit : count, more }
}

/** What the filters can choose from, with how many there are of each. Throws AppError('not_found') for an unknown dataset. */
export async function facets(datasetId: string): Promise<Facets> {
  await requireDataset(datasetId)
  const [sources, languages, types, reviewers] = await Promise.all([
    pool().query<{ value: string; count: number }>(
      `SELECT source AS value, count(*)::int AS count FROM "Pair" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      [datasetId],
    ),
    pool().query<{ value: string | null; count: number }>(
      `SELECT language AS value, count(*)::int AS count FROM "Pair" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      [datasetId],
    ),
    pool().query<{ value: string; count: number }>(
      `SELECT type AS value, count(*)::int AS count FROM "Constraint" WHERE "datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1`,
      [datasetId],
    ),
    pool().query<{ value: string; count: number }>(
      `SELECT u.name AS value, count(*)::int AS count FROM "Decision" d JOIN "User" u ON u.id = d."reviewerId"
       WHERE d."datasetId" = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      [datasetId],
    ),
  ])
  return {
    sources: sources.rows,
    languages: languages.rows,
    types: types.rows.map((row) => ({ ...row, label: typeLabel(row.value) })),
    reviewers: reviewers.rows,
  }
}

const order: Record<PairSort, Prisma.Sql> = {
  oldest: Prisma.sql`p.id ASC`,
  newest: Prisma.sql`p.id DESC`,
  longest: Prisma.sql`p."responseWords" DESC, p.id DESC`,
  shortest: Prisma.sql`p."responseWords" ASC, p.id ASC`,
}

function behind(sort: PairSort, cursor: string): Prisma.Sql {
  const [, words, id] = /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (words === undefined || id === undefined) throw new AppError('invalid', 'after: this is not a cursor of this list.')
  switch (sort) {
    case 'oldest':
      return Prisma.sql`AND p.id > ${id}::uuid`
    case 'newest':
      return Prisma.sql`AND p.id < ${id}::uuid`
    case 'longest':
      return Prisma.sql`AND (p."responseWords", p.id) < (${Number(words)}, ${id}::uuid)`
    case 'shortest':
      return Prisma.sql`AND (p."responseWords", p.id) > (${Number(words)}, ${id}::uuid)`
  }
}
