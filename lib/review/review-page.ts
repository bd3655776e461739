import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import type { ReviewPage, ReviewScope } from '#lib/review/contract.ts'
import { heldByOthers } from '#lib/review/leases.ts'
import { pairInclude, toPairView } from '#lib/review/pair-view.ts'
import { leasePairs, takeFromQueue } from '#lib/review/queue.ts'

interface ReviewQuery {
  scope: ReviewScope
  limit: number
  /** Pairs behind this one, in the queue's order. */
  after?: string | undefined
  /** The pairs before this one, nearest first. */
  before?: string | undefined
  /** This pair first, whatever the scope, then those behind it. */
  at?: string | undefined
}

/**
 * The next pairs to review, leased to who asks, and how far the dataset is. A pair that is asked for by its id is shown whoever
 * has it. Throws AppError('not_found') for an unknown dataset.
 */
export async function reviewPage(actor: Actor, datasetId: string, query: ReviewQuery): Promise<ReviewPage> {
  await requireDataset(datasetId)
  const [{ pairs, held }, { progress, counted }] = await Promise.all([findPairs(actor, datasetId, query), reviewProgress(actor, datasetId)]).catch(async (error: unknown) => {
    // A dataset that is deleted meanwhile has no pairs to lease.
    await requireDataset(datasetId)
    throw error
  })
  return { pairs: pairs.map(toPairView), progress, counted, held }
}

async function findPairs(actor: Actor, datasetId: string, { scope, limit, after, before, at }: ReviewQuery) {
  const pinned = at ? await db().pair.findFirst({ where: { datasetId, id: at }, select: { id: true } }) : null
  if (pinned) await leasePairs(datasetId, actor.id, [pinned.id])
  const wanted = limit - (pinned ? 1 : 0)
  const rest = wanted > 0 ? await takeFromQueue(datasetId, actor.id, { scope, limit: wanted, after: at ?? after, before: at ? undefined : before }) : []
  const ids = pinned ? [pinned.id, ...rest] : rest
  const [rows, held] = await Promise.all([
    db().pair.findMany({ where: { id: { in: ids } }, include: pairInclude }),
    pinned || scope === 'all' ? heldByOthers(datasetId, actor.id, ids) : [],
  ])
  return { pairs: ids.flatMap((id) => rows.find((row) => row.id === id) ?? []), held }
}

/** Counts from the pairs' counters, in one pass, and says in the same snapshot which of the reviewer's decisions of the last minutes are in it. */
export async function reviewProgress(actor: Actor, datasetId: string): Promise<Pick<ReviewPage, 'progress' | 'counted'>> {
  const { rows } = await pool().query<{ pairs: number; reviewed: number; constraints: number; undecided: number; refuted: number; counted: string[] | null }>(
    `SELECT count(*) FILTER (WHERE "constraintCount" > 0)::int AS pairs,
       count(*) FILTER (WHERE status = 'reviewed')::int AS reviewed,
       coalesce(sum("constraintCount"), 0)::int AS constraints,
       coalesce(sum("undecidedCount"), 0)::int AS undecided,
       coalesce(sum("refutedCount"), 0)::int AS refuted,
       (SELECT array_agg(id::text) FROM (
          SELECT id FROM "Decision" WHERE "reviewerId" = $2 AND "createdAt" > now() - interval '3 minutes' ORDER BY "createdAt" DESC LIMIT 500
        ) AS latest) AS counted
     FROM "Pair" WHERE "datasetId" = $1`,
    [datasetId, actor.id],
  )
  const row = rows[0]
  return {
    progress: {
      pairs: { total: row?.pairs ?? 0, reviewed: row?.reviewed ?? 0 },
      constraints: { total: row?.constraints ?? 0, decided: (row?.constraints ?? 0) - (row?.undecided ?? 0), refuted: row?.refuted ?? 0 },
    },
    counted: row?.counted ?? [],
  }
}
