import { actConditions } from '#lib/datasets/act-conditions.ts'
import { constraintConditions, oneByOne, rejectedFor } from '#lib/datasets/constraint-conditions.ts'
import { actKeys } from '#lib/datasets/filter-fields.ts'
import { alternatives } from '#lib/datasets/filter-language.ts'
import { type KnownPeople, pairsOfReviewer } from '#lib/datasets/people-of-filter.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { standsSql } from '#lib/stats/standing.ts'
import type { KnownTags } from '#lib/tags/has-tag.ts'
import { tagKey } from '#lib/tags/tag-name.ts'

/**
 * FROM and WHERE of the pairs, as c."pairId", with a constraint, or an act, that a filter asks for, or a known tag and such a constraint; null where it asks for more. Several rows can
 * be of one pair. Without the pairs themselves, they are counted by indexes alone.
 */
export function pairsByOne(datasetId: string, { not, ...asked }: SeenFilter, people?: KnownPeople, tags?: KnownTags): Prisma.Sql | null {
  const { tag, ...filter } = asked
  const conditions = constraintConditions(filter)
  const { also, sight: _, ...own } = filter
  const fields = new Set([own, ...alternatives(also ?? '')].flatMap((values) => Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [key === 'maxBits' ? 'minBits' : key]))))
  if (not !== undefined || fields.size === 0) return null
  if (tag === undefined && [...fields].every((key) => actKeys.some((known) => known === key))) return Prisma.sql`(SELECT d."pairId" FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND ${actConditions(filter)}) c`
  // Of a constraint alone, where each field makes a condition; further values of a field make none of their own.
  if (conditions.length !== fields.size) return null
  if (tag !== undefined) {
    const id = tags?.get(tagKey(tag))
    if (id === undefined || filter.reviewer) return null
    return Prisma.sql`(SELECT pt."pairId" FROM "PairTag" pt WHERE pt."tagId" = ${id}::uuid
      AND EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = pt."pairId" AND c."datasetId" = ${datasetId}::uuid AND ${Prisma.join(conditions, ' AND ')})) c`
  }
  if (filter.reviewer && people) return Prisma.sql`(${pairsOfReviewer(filter, people)}) c`
  if (filter.reviewer) return Prisma.sql`(${pairsOfReviewer(filter)}) c JOIN "Pair" p ON p.id = c."pairId" WHERE p."datasetId" = ${datasetId}::uuid`
  const some = Prisma.sql`"Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND ${Prisma.join(conditions, ' AND ')}`
  // How a constraint stands is looked up for one of a pair where it does, and not for all.
  if (filter.edited) {
    return Prisma.sql`(SELECT x."pairId" FROM (SELECT DISTINCT c."pairId" FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.status = 'accepted') x
      WHERE ${oneByOne(Prisma.sql`${some} AND c."pairId" = x."pairId"`)}) c`
  }
  // Rejections have their reasons beside them in order of pairs; how their constraints stand is looked up for those alone that have the one.
  if (filter.reason) {
    const { reason, ...others } = filter
    const rest = constraintConditions(others).map((condition) => Prisma.sql`AND ${condition}`)
    return Prisma.sql`(SELECT d."pairId" FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND ${rejectedFor(reason ?? '')}
      AND ${oneByOne(Prisma.sql`"Constraint" c WHERE c."pairId" = d."pairId" AND c.id = d."constraintId" AND c.status = 'rejected' AND ${standsSql} ${rest.length > 0 ? Prisma.join(rest, ' ') : Prisma.empty}`)}) c`
  }
  return some
}
