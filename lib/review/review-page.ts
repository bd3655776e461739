import type { Actor } from '#lib/auth/contract.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pairConditions, filterSeenBy } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { notFound } from '#lib/http/errors.ts'
import { mixInChecks } from '#lib/review/checks/mix-in.ts'
import type { ReviewPage, ReviewScope } from '#lib/review/contract.ts'
import { requireAdjudicator, takeDisputed } from '#lib/review/disputes.ts'
import { heldByOthers } from '#lib/review/leases.ts'
import { pairInclude, toPairView } from '#lib/review/pair-view.ts'
import { leasePairs, takeFromQueue } from '#lib/review/queue.ts'
import { reviewProgress } from '#lib/review/review-progress.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'
import { whyHere } from '#lib/review/why-here.ts'

interface ReviewQuery {
  scope: ReviewScope
  limit: number
  /** Pairs behind this one, in the queue's order. */
  after?: string | undefined
  /** The pairs before this one, nearest first. */
  before?: string | undefined
  /** This pair first, whatever the scope, then those behind it. */
  at?: string | undefined
  /** Only pairs that this saved view finds. */
  view?: string | undefined
}

/** The conditions of a saved view of the dataset. Throws AppError('not_found'). */
export async function conditionsOfView(reader: Actor, datasetId: string, viewId: string): Promise<Prisma.Sql> {
  const view = await db().savedView.findFirst({ where: { id: viewId, datasetId }, select: { filter: true } })
  if (!view) throw notFound('view')
  return pairConditions(await filterSeenBy(reader, datasetId, pairFilter.parse(view.filter)))
}

/**
 * The next pairs to review, leased to who asks, and how far the dataset is. A pair that is asked for by its id is shown whoever
 * has it. Throws AppError('not_found') for an unknown dataset.
 */
export async function reviewPage(actor: Actor, datasetId: string, query: ReviewQuery): Promise<ReviewPage> {
  await requireDataset(datasetId)
  const policy = await policyOfDataset(db(), datasetId)
  if (query.scope === 'disputed') requireAdjudicator(actor, policy)
  const [{ pairs, held }, { progress, counted }] = await Promise.all([findPairs(actor, datasetId, query), reviewProgress(actor, datasetId, query.scope, policy)]).catch(async (error: unknown) => {
    // A dataset that is deleted meanwhile has no pairs to lease.
    await requireDataset(datasetId)
    throw error
  })
  const reader = { id: actor.id, policy, adjudicating: query.scope === 'disputed' }
  const views = pairs.map((pair) => toPairView(pair, reader))
  // Told of the pair as it is: what was mixed in to check the reviewer is never a reason.
  const why = await whyHere(views, { scope: query.scope, policy, at: query.at })
  const shown = reader.adjudicating ? views : await mixInChecks(actor, datasetId, views, { goldRate: policy.goldRate, make: query.scope !== 'all' })
  return { pairs: shown.map((view) => ({ ...view, ...(why[view.id] ? { why: why[view.id] } : {}) })), progress, counted, held }
}

async function findPairs(actor: Actor, datasetId: string, query: ReviewQuery) {
  if (query.scope === 'disputed') return findDisputed(actor, datasetId, query)
  return findInQueue(actor, datasetId, query)
}

async function findDisputed(actor: Actor, datasetId: string, query: ReviewQuery) {
  const { ids, held } = await takeDisputed(datasetId, actor.id, query)
  return { pairs: await inOrder(ids), held }
}

async function inOrder(ids: string[]) {
  const rows = await db().pair.findMany({ where: { id: { in: ids } }, include: pairInclude })
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

async function findInQueue(actor: Actor, datasetId: string, { scope, limit, after, before, at, view }: ReviewQuery) {
  const only = view === undefined ? undefined : await conditionsOfView(actor, datasetId, view)
  const pinned = at ? await db().pair.findFirst({ where: { datasetId, id: at }, select: { id: true } }) : null
  if (pinned) await leasePairs(datasetId, actor.id, [pinned.id])
  const wanted = limit - (pinned ? 1 : 0)
  const rest = wanted > 0 ? await takeFromQueue(datasetId, actor.id, { scope, limit: wanted, after: at ?? after, before: at ? undefined : before, only }) : []
  const ids = pinned ? [pinned.id, ...rest] : rest
  const [pairs, held] = await Promise.all([inOrder(ids), pinned || scope === 'all' ? heldByOthers(datasetId, actor.id, ids) : []])
  return { pairs, held }
}
