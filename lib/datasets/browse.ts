import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { PairCount, PairPage, PairRow, PairSort } from '#lib/datasets/contract.ts'
import { excerptSql } from '#lib/datasets/excerpt.ts'
import { countAll } from '#lib/datasets/count-all.ts'
import { alternatives, exclusions } from '#lib/datasets/filter-language.ts'
import { great, idsAnywhere, pageIds } from '#lib/datasets/page-ids.ts'
import { constraintConditions, knownPeople, pairConditions, pairsByConstraint, tagsOfFilter, type SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { behindCursor, cursorOf, orderSql } from '#lib/datasets/pair-sorts.ts'
import { soughtText } from '#lib/datasets/sought-text.ts'
import { saidTexts } from '#lib/datasets/text-anywhere.ts'
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
  const { ids, found } = await pageIds({ datasetId, filter, people, tags, behind, order: orderSql(page.sort), limit: page.limit + 1 })
  const sought = soughtText(filter)
  const [rows, total] = await Promise.all([
    // What a row says is worked out for the rows of this page alone.
    db().$queryRaw<(Omit<PairRow, 'importedAt'> & { importedAt: Date })[]>`
      SELECT p.id, ${excerptSql(Prisma.sql`p.instruction`, sought.instruction)} AS instruction, ${excerptSql(Prisma.sql`p.response`, sought.response)} AS response, ${saidSql(filter)} AS constraint, p.source, p.language, p."responseWords",
        p.status::text, p."constraintCount", p."undecidedCount", p."acceptedCount", p."refutedCount", p."createdAt" AS "importedAt",
        -- First who decided, by the pair's own constraints: the planner would look for each person of the installation whether they decided something of each pair.
        ARRAY(SELECT u.name FROM (SELECT DISTINCT c."decidedById" AS id FROM "Constraint" c WHERE c."pairId" = p.id AND c."datasetId" = p."datasetId" AND c.status <> 'pending' OFFSET 0) decided JOIN "User" u USING (id) GROUP BY 1 ORDER BY 1) AS reviewers,
        ARRAY(SELECT t.name FROM "PairTag" pt JOIN "Tag" t ON t.id = pt."tagId" WHERE pt."pairId" = p.id ORDER BY t.key) AS tags
      FROM (${ids}) found JOIN "Pair" p ON p.id = found.id
      ORDER BY ${orderSql(page.sort)}`,
    page.after || page.counted === false ? null : countPairs(datasetId, filter),
  ])
  const shown = rows.slice(0, page.limit).map((row) => ({ ...row, importedAt: row.importedAt.toISOString() }))
  const last = shown.at(-1)
  return {
    rows: shown,
    next: (found ?? rows.length) > page.limit && last ? cursorOf(page.sort, last) : null,
    total,
  }
}

/** The wording of a row's first constraint that holds what is looked for; of bare words any, else one that meets all that is asked of one. */
function saidSql(filter: SeenFilter): Prisma.Sql {
  const text = filter.constraint ?? filter.q
  if (text === undefined) return Prisma.sql`NULL::text`
  const conditions = filter.constraint === undefined ? [] : constraintConditions(filter)
  return Prisma.sql`(SELECT ${excerptSql(Prisma.sql`said.text`, soughtText(filter).constraint)} FROM (${saidTexts(text, filter.sight?.reviewerId, conditions)}) said ORDER BY said.position LIMIT 1)`
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
  const asked = { datasetId, filter, people, tags }
  const anywhere = exact ? null : await idsAnywhere(asked, limit)
  if (anywhere !== null) return { count: Math.min(anywhere.length, limit), more: anywhere.length > limit }
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
