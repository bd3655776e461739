import { Prisma } from '#lib/db/generated/client.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'

/** Whether Decision d, about constraint c, stands: taken for everybody, or the last word of one of the several people who decide the pair. */
export const standsSql = Prisma.sql`(
  (d.track IN (${sharedTrack}, ${finalTrack}) AND d."resultVersion" = c.version)
  OR EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o."reviewerId" = d.track AND o.version = d."resultVersion"))`

/**
 * The one decision by which constraint c stands accepted or rejected, to be joined to it: the one taken for everybody; of several people's the latest
 * that is as it came out, an edit first.
 */
export const standingSql = Prisma.sql`LATERAL (
  SELECT d.kind, d.reason, d.text, d.before, d."reviewerId" FROM "Decision" d
  WHERE d."constraintId" = c.id AND d.kind IN ('accept', 'edit', 'reject') AND (d.kind = 'reject') = (c.status = 'rejected') AND ${standsSql}
  ORDER BY d.track IN (${sharedTrack}, ${finalTrack}) DESC, d.kind = 'edit' DESC, d.id DESC LIMIT 1)`

/**
 * The same for many constraints at once, as a table expression: a row for each that stands accepted or rejected by a decision, with what of it is wanted. `which` is
 * a condition on Constraint c, and the decisions are those of the dataset, so that both are read once and not looked up one by one.
 */
export function standingDecisions(datasetId: string, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
  SELECT DISTINCT ON (c.id) c.id, c."pairId", c.type, c.origin::text AS origin, c."generationId", d.kind::text AS kind
  FROM "Constraint" c JOIN "Decision" d ON d."constraintId" = c.id
  WHERE c."datasetId" = ${datasetId}::uuid AND c.status IN ('accepted', 'rejected') AND ${which} AND d."datasetId" = ${datasetId}::uuid
    AND d.kind IN ('accept', 'edit', 'reject') AND (d.kind = 'reject') = (c.status = 'rejected') AND ${standsSql}
  ORDER BY c.id, d.track IN (${sharedTrack}, ${finalTrack}) DESC, d.kind = 'edit' DESC, d.id DESC)`
}
