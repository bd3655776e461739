import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { PairPage, PairRow, PairSort } from '#lib/datasets/contract.ts'
import { excerptSql } from '#lib/datasets/excerpt.ts'
import { countPairs } from '#lib/datasets/count-pairs.ts'
import { pageIds } from '#lib/datasets/page-ids.ts'
import { constraintConditions } from '#lib/datasets/constraint-conditions.ts'
import { tagsOfFilter } from '#lib/datasets/pair-conditions.ts'
import { knownPeople } from '#lib/datasets/people-of-filter.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { behindCursor, cursorOf, orderSql } from '#lib/datasets/pair-sorts.ts'
import { soughtText } from '#lib/datasets/sought-text.ts'
import { saidTexts } from '#lib/datasets/text-anywhere.ts'

export { countPairs } from '#lib/datasets/count-pairs.ts'

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
        ARRAY(SELECT u.name FROM (SELECT DISTINCT c."decidedById" AS id FROM "Constraint" c WHERE c."pairId" = p.id AND c.status <> 'pending' OFFSET 0) decided JOIN "User" u USING (id) GROUP BY 1 ORDER BY 1) AS reviewers,
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
