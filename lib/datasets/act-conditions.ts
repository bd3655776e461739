import { anyOf, type AskedFilter, valuesOf } from '#lib/datasets/asked-filter.ts'
import { named, rejectedFor } from '#lib/datasets/constraint-conditions.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { toldSql } from '#lib/stats/reader.ts'
import { standsSql } from '#lib/stats/standing.ts'

/** That somebody did something there. */
export function hasAct(filter: AskedFilter): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id AND d."datasetId" = p."datasetId" AND ${actConditions(filter)})`
}

/** What is asked of "Decision" d, as far as whoever asks may know of it: of what statistics count as decisions. */
export function actConditions(filter: AskedFilter): Prisma.Sql {
  const { by, on, reason, stands, sight } = filter
  const asked = [
    ...anyOf(valuesOf(filter)('act'), (act) => Prisma.sql`d.kind = ${act}::"DecisionKind"`),
    ...(by === undefined ? [] : [Prisma.sql`d."reviewerId" = ANY(${named([by])})`]),
    ...(on === undefined ? [] : [Prisma.sql`d."createdAt" >= ${`${on}T00:00:00Z`}::timestamptz AND d."createdAt" < ${`${on}T00:00:00Z`}::timestamptz + interval '1 day'`]),
    ...(reason === undefined ? [] : [rejectedFor(reason)]),
    ...(stands === undefined ? [] : [Prisma.sql`${stands === 'no' ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM "Constraint" c WHERE c.id = d."constraintId" AND ${standsSql})`]),
  ]
  // The constraint is looked at only where the decision alone does not tell that it may be told of.
  return Prisma.sql`${Prisma.join(asked, ' AND ')}
    AND (d.track IN (${sharedTrack}, ${finalTrack}) OR EXISTS (SELECT 1 FROM "Constraint" c WHERE c.id = d."constraintId" AND ${toldSql(sight ? { id: sight.reviewerId } : null)}))`
}
