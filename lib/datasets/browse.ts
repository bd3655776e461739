import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { pairFilter, type PairCount, type PairPage, type PairRow, type PairSort } from '#lib/datasets/contract.ts'
import { AppError } from '#lib/http/errors.ts'
import { excerptSql } from '#lib/datasets/excerpt.ts'
import { countAll } from '#lib/datasets/count-all.ts'
import { alternatives, exclusions } from '#lib/datasets/filter-language.ts'
import { great, pageIds } from '#lib/datasets/page-ids.ts'
import { knownPeople, pairConditions, pairsByConstraint, tagsOfFilter, type SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { soughtText } from '#lib/datasets/sought-text.ts'
import { tagKey } from '#lib/tags/tag-name.ts'

/** How far the pairs that a filter finds are counted, beyond which it is "more than"; not so far where that takes long: among many, and by their text. */
const countLimit = { usual: 10_000, slow: 1000 }

/**
 * One page of a dataset's pairs; the first one says how many there are, unless that is asked for by itself. The cursor is the last row's sort key and id, so that a page is found by the index and not by
 * counting past the rows before it. Throws AppError('not_found') for an unknown dataset, and 'invalid' for a cursor that is not one of ours.
 */
export async function browsePairs(
  datasetId: string,
  filter: SeenFilter,
  page: { sort: PairSort; after?: string | undefined; limit: number; counted?: boolean },
): Promise<PairPage> {
  await requireDataset(datasetId)
  const behind = page.after ? behindCursor(page.sort, page.after) : Prisma.empty
  const [people, tags] = await Promise.all([knownPeople(datasetId, filter), tagsOfFilter(datasetId, filter)])
  const { ids, found } = await pageIds({ datasetId, filter, sort: page.sort, conditions: pairConditions(filter, people, tags), behind, order: order[page.sort], limit: page.limit + 1 })
  const sought = soughtText(filter)
  const [rows, total] = await Promise.all([
    // What a row says is worked out for the rows of this page alone.
    db().$queryRaw<(Omit<PairRow, 'importedAt'> & { importedAt: Date })[]>`
      SELECT p.id, ${excerptSql(Prisma.sql`p.instruction`, sought.instruction)} AS instruction, ${excerptSql(Prisma.sql`p.response`, sought.response)} AS response, p.source, p.language, p."responseWords",
        p.status::text, p."constraintCount", p."undecidedCount", p."acceptedCount", p."refutedCount", p."createdAt" AS "importedAt",
        ARRAY(SELECT DISTINCT u.name FROM "Constraint" c JOIN "User" u ON u.id = c."decidedById" WHERE c."pairId" = p.id AND c.status <> 'pending' ORDER BY 1) AS reviewers
      FROM (${ids}) found JOIN "Pair" p ON p.id = found.id
      ORDER BY ${order[page.sort]}`,
    page.after || page.counted === false ? null : countPairs(datasetId, filter),
  ])
  const shown = rows.slice(0, page.limit).map((row) => ({ ...row, importedAt: row.importedAt.toISOString() }))
  const last = shown.at(-1)
  return {
    rows: shown,
    next: (found ?? rows.length) > page.limit && last ? `${String(last[keyOf(page.sort)])}.${last.id}` : null,
    total,
  }
}

/** How many pairs a filter finds: exactly where it asks for a status, a source, a language, a tag, how far they have come, or nothing, and else up to 10,000; up to 1,000 by text, and in great datasets. All, where it is asked for `exact`: throws AppError('busy') where that takes too long. */
export async function countPairs(datasetId: string, filter: SeenFilter, { exact = false }: { exact?: boolean } = {}): Promise<PairCount> {
  const kept = keptCount(datasetId, filter)
  const sums = await db().$queryRaw<{ n: number; pairs: number }[]>`
    SELECT coalesce(sum(n) FILTER (WHERE "of" = ${kept?.of ?? ''} ${kept?.value ?? Prisma.empty}), 0)::int AS n, coalesce(sum(n) FILTER (WHERE "of" = 'pair.status'), 0)::int AS pairs
    FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid`
  const { n, pairs } = sums[0] ?? { n: 0, pairs: 0 }
  if (kept) return { count: n, more: false }
  const limit = pairs > great || asksForText(filter) ? countLimit.slow : countLimit.usual
  const [people, tags] = await Promise.all([knownPeople(datasetId, filter), tagsOfFilter(datasetId, filter)])
  const byConstraint = pairsByConstraint(datasetId, filter, people)
  const some = byConstraint
    ? Prisma.sql`SELECT DISTINCT c."pairId" FROM ${byConstraint}`
    : Prisma.sql`SELECT 1 FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions(filter, people, tags)}`
  if (exact) return { count: (await countAll<{ n: number }>(Prisma.sql`SELECT count(*)::int AS n FROM (${some}) found`))[0]?.n ?? 0, more: false }
  const found = await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (${some} LIMIT ${limit + 1}) found`
  const count = found[0]?.n ?? 0
  return { count: Math.min(count, limit), more: count > limit }
}

function asksForText({ q, instruction, response, constraint, not }: SeenFilter): boolean {
  return [{ q, instruction, response, constraint }, ...exclusions(not ?? '')].some((term) => (term.q ?? term.instruction ?? term.response ?? term.constraint) !== undefined)
}

/** Which of the counts that the database keeps answers a filter, if one does. */
function keptCount(datasetId: string, filter: SeenFilter): { of: string; value: Prisma.Sql } | null {
  const { also, sight: _, ...own } = filter
  const asked = Object.entries(own).filter(([, value]) => value !== undefined)
  const [key, value] = asked[0] ?? ['status', null]
  if (asked.length === 1 && key === 'tag') return also === undefined ? { of: 'pair.tag', value: Prisma.sql`AND key[1] = (SELECT t.id::text FROM "Tag" t WHERE t."datasetId" = ${datasetId}::uuid AND t.key = ${tagKey(String(value))})` } : null
  if (asked.length === 0) return also === undefined ? { of: 'pair.status', value: Prisma.empty } : null
  if (asked.length > 1) return null
  // Whoever has come so far has come as far as the stages before.
  if (key === 'reached') return also === undefined ? { of: 'pair.status', value: Prisma.sql`AND key[2] = ANY (${stages.slice(stages.indexOf(String(value)))})` } : null
  if (key !== 'status' && key !== 'source' && key !== 'language') return null
  const others = alternatives(also ?? '')
  if (others.some((term) => Object.keys(term).some((name) => name !== key))) return null
  const values = [value, ...others.map((term) => term[key])]
  const isOne = values.map((one) => (key === 'language' && one === 'unknown' ? Prisma.sql`key[1] IS NULL` : Prisma.sql`key[1] = ${String(one)}`))
  return { of: `pair.${key}`, value: Prisma.sql`AND (${Prisma.join(isOne, ' OR ')})` }
}
const stages = ['constraints', 'verdict', 'decision', 'accepted']

const order: Record<PairSort, Prisma.Sql> = {
  oldest: Prisma.sql`p.id ASC`,
  newest: Prisma.sql`p.id DESC`,
  longest: Prisma.sql`p."responseWords" DESC, p.id DESC`,
  shortest: Prisma.sql`p."responseWords" ASC, p.id ASC`,
  'by-source': Prisma.sql`p.source ASC, p.id ASC`,
  'by-source-back': Prisma.sql`p.source DESC, p.id DESC`,
  'by-status': Prisma.sql`p.status ASC, p.id ASC`,
  'by-status-back': Prisma.sql`p.status DESC, p.id DESC`,
}

/** What a list is in order of, but for the id. */
function keyOf(sort: PairSort): 'responseWords' | 'source' | 'status' {
  return sort.startsWith('by-source') ? 'source' : sort.startsWith('by-status') ? 'status' : 'responseWords'
}

function behindCursor(sort: PairSort, cursor: string): Prisma.Sql {
  const [, key, id] = /^(.*)\.([0-9a-f-]{36})$/s.exec(cursor) ?? []
  const words = /^\d{1,9}$/.exec(key ?? '') ? Number(key) : null
  const status = pairFilter.shape.status.safeParse(key).data
  const known = { responseWords: words, source: key, status }[keyOf(sort)]
  if (known === null || known === undefined || id === undefined) throw new AppError('invalid', 'after: this is not a cursor of this list.')
  switch (sort) {
    case 'oldest':
      return Prisma.sql`AND p.id > ${id}::uuid`
    case 'newest':
      return Prisma.sql`AND p.id < ${id}::uuid`
    case 'longest':
      return Prisma.sql`AND (p."responseWords", p.id) < (${words}, ${id}::uuid)`
    case 'shortest':
      return Prisma.sql`AND (p."responseWords", p.id) > (${words}, ${id}::uuid)`
    case 'by-source':
      return Prisma.sql`AND (p.source, p.id) > (${key}, ${id}::uuid)`
    case 'by-source-back':
      return Prisma.sql`AND (p.source, p.id) < (${key}, ${id}::uuid)`
    case 'by-status':
      return Prisma.sql`AND (p.status, p.id) > (${status}::"PairStatus", ${id}::uuid)`
    case 'by-status-back':
      return Prisma.sql`AND (p.status, p.id) < (${status}::"PairStatus", ${id}::uuid)`
  }
}
