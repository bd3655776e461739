import { db, pool } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { notFound } from '#lib/http/errors.ts'
import type { ReviewPage, ReviewProgress, ReviewScope } from '#lib/review/contract.ts'
import { pairInclude, toPairView } from '#lib/review/pair-view.ts'

interface ReviewQuery {
  scope: ReviewScope
  limit: number
  /** Pairs behind this one, in id order. */
  after?: string | undefined
  /** The pairs before this one, nearest first. */
  before?: string | undefined
  /** This pair first, whatever the scope, then those behind it. */
  at?: string | undefined
}

/** The next pairs to review and how far the dataset is. Throws AppError('not_found') for an unknown dataset. */
export async function reviewPage(datasetId: string, query: ReviewQuery): Promise<ReviewPage> {
  const dataset = await db().dataset.findUnique({ where: { id: datasetId }, select: { id: true } })
  if (!dataset) throw notFound('dataset')
  const [pairs, progress] = await Promise.all([findPairs(datasetId, query), reviewProgress(datasetId)])
  return { pairs: pairs.map(toPairView), progress }
}

async function findPairs(datasetId: string, { scope, limit, after, before, at }: ReviewQuery) {
  const inScope = { datasetId, ...scopeFilter[scope] }
  const pinned = at ? await db().pair.findFirst({ where: { datasetId, id: at }, include: pairInclude }) : null
  const behind = at ?? after
  const rest = await db().pair.findMany({
    where: { ...inScope, ...(before ? { id: { lt: before } } : behind ? { id: { gt: behind } } : {}) },
    orderBy: { id: before ? 'desc' : 'asc' },
    take: limit - (pinned ? 1 : 0),
    include: pairInclude,
  })
  return pinned ? [pinned, ...rest] : rest
}

const scopeFilter: Record<ReviewScope, Prisma.PairWhereInput> = {
  undecided: { undecidedCount: { gt: 0 } },
  refuted: { refutedCount: { gt: 0 } },
  all: { constraintCount: { gt: 0 } },
}

/** Counts from the pairs' counters, in one pass. */
export async function reviewProgress(datasetId: string): Promise<ReviewProgress> {
  const { rows } = await pool().query<{ pairs: number; reviewed: number; constraints: number; undecided: number; refuted: number }>(
    `SELECT count(*) FILTER (WHERE "constraintCount" > 0)::int AS pairs,
       count(*) FILTER (WHERE status = 'reviewed')::int AS reviewed,
       coalesce(sum("constraintCount"), 0)::int AS constraints,
       coalesce(sum("undecidedCount"), 0)::int AS undecided,
       coalesce(sum("refutedCount"), 0)::int AS refuted
     FROM "Pair" WHERE "datasetId" = $1`,
    [datasetId],
  )
  const row = rows[0]
  return {
    pairs: { total: row?.pairs ?? 0, reviewed: row?.reviewed ?? 0 },
    constraints: { total: row?.constraints ?? 0, decided: (row?.constraints ?? 0) - (row?.undecided ?? 0), refuted: row?.refuted ?? 0 },
  }
}
