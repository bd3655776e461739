import { Prisma } from '#lib/db/generated/client.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'

const forAll = Prisma.sql`d.track IN (${sharedTrack}, ${finalTrack})`

/** The version that stands now of what Decision d, about constraint c, is of: of what is taken for everybody, or of what one of several people holds. */
const versionNow = Prisma.sql`CASE WHEN ${forAll} THEN c.version ELSE (SELECT o.version FROM "Opinion" o WHERE o."constraintId" = c.id AND o."reviewerId" = d.track) END`

/**
 * The decision that an undo, the last of the acts that Decision d is one of, has brought back: what stood before the act that it took back, which may be an undo itself; where that was
 * brought back too, what that was (see lib/review/undo-history).
 */
const broughtBack = Prisma.sql`(
  WITH RECURSIVE back (version) AS (
    SELECT ${versionNow}
    UNION ALL
    SELECT (SELECT max(e."resultVersion") FROM "Decision" e WHERE e."constraintId" = c.id AND e.track = d.track AND e."resultVersion" < t."resultVersion")
    FROM back b JOIN "Decision" u ON u."constraintId" = c.id AND u.track = d.track AND u."resultVersion" = b.version AND u.kind = 'undo' JOIN "Decision" t ON t.id = u."undoesId")
  SELECT x.id FROM back b JOIN "Decision" x ON x."constraintId" = c.id AND x.track = d.track AND x."resultVersion" = b.version AND x.kind <> 'undo')`

/** Whether Decision d, about constraint c, stands: taken for everybody, or the last word of one of the several people who decide the pair; nothing came after it that was not taken back. */
export const standsSql = Prisma.sql`(
  (${forAll} AND d."resultVersion" = c.version)
  OR EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o."reviewerId" = d.track AND o.version = d."resultVersion")
  OR (d.kind <> 'undo' AND d.id = ${broughtBack}))`

/** Whether Decision d was taken back for good: with its last undo, the last undo of that and so on it makes an even number. */
export const takenBackSql = Prisma.sql`(EXISTS (SELECT 1 FROM "Decision" u WHERE u."undoesId" = d.id) AND (
  WITH RECURSIVE chain (id) AS (
    SELECT d.id UNION ALL SELECT u.id FROM chain CROSS JOIN LATERAL (SELECT u.id FROM "Decision" u WHERE u."undoesId" = chain.id ORDER BY u."resultVersion" DESC LIMIT 1) u)
  SELECT count(*) % 2 = 0 FROM chain))`

/**
 * The one decision by which constraint c stands accepted or rejected, to be joined to it: the one taken for everybody; of several people's the latest
 * that is as it came out, an edit first.
 */
export const standingSql = Prisma.sql`LATERAL (
  SELECT d.kind, d.reason, d.text, d.before, d."reviewerId" FROM "Decision" d
  WHERE d."constraintId" = c.id AND d.kind IN ('accept', 'edit', 'reject') AND (d.kind = 'reject') = (c.status = 'rejected') AND ${standsSql}
  ORDER BY ${forAll} DESC, d.kind = 'edit' DESC, d.id DESC LIMIT 1)`

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
  ORDER BY c.id, ${forAll} DESC, d.kind = 'edit' DESC, d.id DESC)`
}
