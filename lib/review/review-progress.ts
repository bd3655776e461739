import type { Actor } from '#lib/auth/contract.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOfPlanned } from '#lib/db/rows-of.ts'
import type { ReviewPage, ReviewScope } from '#lib/review/contract.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { finalTrack } from '#lib/review/tracks.ts'
import { wantedSql } from '#lib/review/wanted.ts'

type Progress = Pick<ReviewPage, 'progress' | 'counted'>

interface Row {
  pairs: number
  reviewed: number
  constraints: number
  undecided: number
  refuted: number
  counted: string[] | null
}

/**
 * How far the work is that is the reader's: the dataset where one person is enough, their own opinions where more are, and the disputes
 * for an adjudicator. Says in the same snapshot which of the reader's decisions of the last minutes are in it.
 */
export async function reviewProgress(actor: Actor, datasetId: string, scope: ReviewScope, policy: ReviewPolicy): Promise<Progress> {
  const counts = scope === 'disputed' ? ofDisputes(datasetId) : policy.overlap === 1 ? ofDataset(datasetId) : ofReviewer(actor.id, datasetId, policy)
  const [row] = await rowsOfPlanned<Row>('how far', Prisma.sql`
    SELECT counts.*, (SELECT json_agg(id) FROM (
        SELECT id FROM "Decision" WHERE "reviewerId" = ${actor.id} AND "createdAt" > now() - interval '3 minutes' ORDER BY "createdAt" DESC LIMIT 500
      ) AS latest) AS counted
    FROM (${counts}) AS counts`)
  return {
    progress: {
      pairs: { total: row?.pairs ?? 0, reviewed: row?.reviewed ?? 0 },
      constraints: { total: row?.constraints ?? 0, decided: (row?.constraints ?? 0) - (row?.undecided ?? 0), refuted: row?.refuted ?? 0 },
    },
    counted: row?.counted ?? [],
  }
}

/** From the tallies, which are kept with every change: pairs need not be looked at. */
function ofDataset(datasetId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(sum(n) FILTER (WHERE "of" = 'pair.constraints' AND key[1] <> '0'), 0)::int AS pairs,
      coalesce(sum(n) FILTER (WHERE "of" = 'pair.status' AND key[1] = 'reviewed'), 0)::int AS reviewed,
      coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] <> 'superseded'), 0)::int AS constraints,
      coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] = 'pending'), 0)::int AS undecided,
      coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] <> 'superseded' AND key[4] = 'fail' AND key[5] IS DISTINCT FROM 'llm'), 0)::int AS refuted
    FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid AND "of" IN ('pair.constraints', 'pair.status', 'constraint')`
}

/** What one reviewer has left, where others decide the same pairs too; of pairs that have one reviewer, what anybody has. */
function ofReviewer(reviewerId: string, datasetId: string, policy: ReviewPolicy): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS pairs, count(*) FILTER (WHERE c.undecided <= 0)::int AS reviewed,
      coalesce(sum(c.total), 0)::int AS constraints, coalesce(sum(c.undecided), 0)::int AS undecided, coalesce(sum(c.refuted), 0)::int AS refuted
    FROM (
      SELECT p."constraintCount" AS total, p."refutedCount" AS refuted,
        CASE WHEN ${wantedSql(policy)} = 1 THEN p."undecidedCount" ELSE p."constraintCount" - coalesce(o.decided, 0) END AS undecided
      FROM "Pair" p LEFT JOIN (
        SELECT o."pairId", count(*)::int AS decided FROM "Opinion" o JOIN "Constraint" c ON c.id = o."constraintId"
        WHERE o."datasetId" = ${datasetId}::uuid AND o."reviewerId" = ${reviewerId} AND o.status <> 'pending' AND c.status <> 'superseded' GROUP BY 1
      ) o ON o."pairId" = p.id
      WHERE p."datasetId" = ${datasetId}::uuid AND p."constraintCount" > 0) c`
}

/** What people differ on or differed on, and what of it waits for an adjudicator. */
function ofDisputes(datasetId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT count(DISTINCT "pairId")::int AS pairs,
      (count(DISTINCT "pairId") - count(DISTINCT "pairId") FILTER (WHERE c.status = 'disputed'))::int AS reviewed,
      count(*)::int AS constraints, count(*) FILTER (WHERE c.status = 'disputed')::int AS undecided,
      0 AS refuted
    FROM "Constraint" c
    WHERE c."datasetId" = ${datasetId}::uuid AND (c.status = 'disputed'
      OR c.id IN (SELECT d."constraintId" FROM "Decision" d WHERE d."datasetId" = ${datasetId}::uuid AND d.track = ${finalTrack}))`
}
