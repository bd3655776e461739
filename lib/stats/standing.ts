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
