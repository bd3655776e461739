import { Prisma } from '#lib/db/generated/client.ts'
import { decoySql, type Sight } from '#lib/review/checks/decoys.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { finalTrack } from '#lib/review/tracks.ts'
import { standsSql, takenBackSql } from '#lib/stats/standing.ts'

/** Whether Constraint c is decided by as many as are wanted: only such are counted and listed. */
export const isDecided = Prisma.sql`c.status NOT IN ('pending', 'superseded')`

const settledByOne = Prisma.sql`EXISTS (SELECT 1 FROM "Decision" d WHERE d."constraintId" = c.id AND d.track = ${finalTrack} AND d.kind <> 'undo' AND NOT ${takenBackSql})`

/** What became of a decided Constraint c that several have an opinion of: one of these holds. */
export const standing = {
  disputed: Prisma.sql`c.status = 'disputed'`,
  settled: Prisma.sql`c.status <> 'disputed' AND ${settledByOne}`,
  agreed: Prisma.sql`c.status <> 'disputed' AND NOT ${settledByOne}`,
}

/**
 * Everything that people said of constraints of a dataset, newest constraints first, as SQL with the columns "constraintId", "pairId", type,
 * "reviewerId", said. Where several decide, what each held when they first had decided the whole pair, before they could see
 * others, once as many have as are wanted; where one decides, what stands.
 */
export function saidSql(datasetId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT o."constraintId", o."pairId", c.type, o."reviewerId", o."firstSaid" AS said
    FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId"
    WHERE o."datasetId" = ${datasetId}::uuid AND o."firstSaid" IS NOT NULL AND o."firstSaid" <> 'skipped' AND ${isDecided}
    UNION ALL
    SELECT c.id, c."pairId", c.type, d."reviewerId", CASE WHEN c.status = 'accepted' AND c.text <> shown.text THEN 'edited' ELSE c.status::text END
    FROM "Constraint" c
      JOIN "Decision" d ON d."constraintId" = c.id AND d.track = '' AND d.kind <> 'undo' AND ${standsSql}
      CROSS JOIN LATERAL (SELECT first.before->>'text' AS text FROM "Decision" first WHERE first."constraintId" = c.id ORDER BY first."createdAt" LIMIT 1) shown
    WHERE c."datasetId" = ${datasetId}::uuid AND c.status IN ('accepted', 'rejected', 'flagged') AND d."reviewerId" IS DISTINCT FROM ${laneActor.id}
      AND NOT EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id)`
}

/**
 * What a program (`rule`) or a judge (`llm`) first said of Constraint c, so of the text that people were shown: pass, fail or none. Nothing where a program's word is hidden
 * from who asks: who flags has not answered.
 */
export function machineSaid(method: 'rule' | 'llm', sight: Sight | undefined): Prisma.Sql {
  const hidden = method === 'rule' && sight ? decoySql(sight) : Prisma.sql`FALSE`
  return Prisma.sql`CASE WHEN ${hidden} THEN 'none' ELSE coalesce((
    SELECT CASE WHEN v.outcome IN ('pass', 'fail') THEN v.outcome::text ELSE 'none' END
    FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = ${method}::"VerdictMethod" ORDER BY v.id LIMIT 1), 'none') END`
}
