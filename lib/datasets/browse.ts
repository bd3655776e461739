import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Facets, PairCount, PairFilter, PairPage, PairRow, PairSort } from '#lib/datasets/contract.ts'
import { AppError } from '#lib/http/errors.ts'
import { exclusions } from '#lib/datasets/filter-language.ts'
import { pairConditions, pairsByConstraint } from '#lib/datasets/pair-conditions.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { readTallies, summed } from '#lib/stats/tallies.ts'

/** How far the pairs that a filter finds are counted, beyond which it is "more than"; not so far where that takes long: among many, and by their text. */
const countLimit = { usual: 10_000, slow: 1000 }
const many = 200_000

/**
 * One page of a dataset's pairs; the first one says how many there are. The cursor is the last row's sort key and id, so that a page is found by the index and not by
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
    page.after ? null : countPairs(datasetId, filter),
  ])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > page.limit && last ? `${last.responseWords}.${last.id}` : null,
    total,
  }
}

/** How many pairs a filter finds: exactly where it asks for a status, a source, a language or nothing, and else up to 10,000; up to 1,000 by text, and in great datasets. */
export async function countPairs(datasetId: string, filter: PairFilter): Promise<PairCount> {
  const kept = keptCount(filter)
  const sums = await db().$queryRaw<{ n: number; pairs: number }[]>`
    SELECT coalesce(sum(n) FILTER (WHERE "of" = ${kept?.of ?? ''} ${kept?.value ?? Prisma.empty}), 0)::int AS n, coalesce(sum(n) FILTER (WHERE "of" = 'pair.status'), 0)::int AS pairs
    FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid`
  const { n, pairs } = sums[0] ?? { n: 0, pairs: 0 }
  if (kept) return { count: n, more: false }
  const limit = pairs > many || asksForText(filter) ? countLimit.slow : countLimit.usual
  const byConstraint = pairsByConstraint(datasetId, filter)
  const some = byConstraint
    ? Prisma.sql`SELECT DISTINCT c."pairId" FROM ${byConstraint}`
    : Prisma.sql`SELECT 1 FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(filter)}`
  const found = await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (${some} LIMIT ${limit + 1}) found`
  const count = found[0]?.n ?? 0
  return { count: Math.min(count, limit), more: count > limit }
}

function asksForText({ q, instruction, response, constraint, not }: PairFilter): boolean {
  return [{ q, instruction, response, constraint }, ...exclusions(not ?? '')].some((term) => (term.q ?? term.instruction ?? term.response ?? term.constraint) !== undefined)
}

/** Which of the counts that the database keeps answers a filter, if one does. */
function keptCount(filter: PairFilter): { of: string; value: Prisma.Sql } | null {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined)
  const [key, value] = asked[0] ?? ['status', null]
  if (asked.length > 1 || (key !== 'status' && key !== 'source' && key !== 'language')) return null
  if (asked.length === 0) return { of: 'pair.status', value: Prisma.empty }
  return { of: `pair.${key}`, value: key === 'language' && value === 'unknown' ? Prisma.sql`AND key[1] IS NULL` : Prisma.sql`AND key[1] = ${String(value)}` }
}

/** What the filters can choose from, with how many there are of each. Throws AppError('not_found') for an unknown dataset. */
export async function facets(datasetId: string): Promise<Facets> {
  await requireDataset(datasetId)
  const [{ pairs, constraints, decisions }, people] = await Promise.all([readTallies(datasetId), db().user.findMany({ select: { id: true, name: true } })])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const counted = <Key extends string | null>(rows: { key: Key; n: number }[]) => rows.map(({ key, n }) => ({ value: key, count: n }))
  return {
    sources: counted(summed(pairs.source, ({ value }) => value ?? '')).slice(0, 100),
    languages: counted(summed(pairs.language, ({ value }) => value)).slice(0, 100),
    types: counted(summed(constraints, ({ type }) => type)).map((row) => ({ ...row, label: typeLabel(row.value) })),
    reviewers: counted(summed(decisions, ({ reviewerId }) => names.get(reviewerId ?? '') ?? '')).filter(({ value }) => value !== '').slice(0, 100),
    statuses: counted(summed(pairs.status, ({ value }) => value ?? '')),
    verdicts: counted(summed(constraints, ({ said }) => said)),
    decisions: counted(summed(constraints, ({ status }) => status)),
    origins: counted(summed(constraints, ({ origin }) => origin)),
    words: pairs.words.map(({ value, n }) => ({ from: Number(value) * 50, to: value === '20' ? null : Number(value) * 50 + 49, count: n })).toSorted((a, b) => a.from - b.from),
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
