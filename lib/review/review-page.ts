import type { Actor } from '#lib/auth/contract.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOfPlanned } from '#lib/db/rows-of.ts'
import { notFound } from '#lib/http/errors.ts'
import { withoutDecoys } from '#lib/review/checks/decoys.ts'
import { mixInChecks } from '#lib/review/checks/mix-in.ts'
import type { ReviewPage, ReviewScope } from '#lib/review/contract.ts'
import { requireAdjudicator, takeDisputed } from '#lib/review/disputes.ts'
import { heldByOthers } from '#lib/review/leases.ts'
import { readPairs } from '#lib/review/pair-rows.ts'
import { toPairView } from '#lib/review/pair-view.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { leasePairs, takeFromQueue } from '#lib/review/queue.ts'
import { reviewProgress } from '#lib/review/review-progress.ts'
import { whyHere } from '#lib/review/why-here.ts'
import { slots, slotsEach } from '#lib/runs/slots.ts'

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
  /** Pairs to be at hand without a connection: they are not leased. */
  reserve?: boolean | undefined
}

/** The conditions of a saved view of the dataset. Throws AppError('not_found'). */
export async function conditionsOfView(reader: Actor, datasetId: string, viewId: string): Promise<Prisma.Sql> {
  const view = await db().savedView.findFirst({ where: { id: viewId, datasetId }, select: { filter: true } })
  if (!view) throw notFound('view')
  return pairConditions({ datasetId, filter: await filterSeenBy(reader, datasetId, pairFilter.parse(view.filter)) })
}

/**
 * The next pairs to review, leased to who asks, and how far the dataset is. A pair that is asked for by its id is shown whoever
 * has it. Throws AppError('not_found') for an unknown dataset.
 */
export async function reviewPage(actor: Actor, datasetId: string, query: ReviewQuery): Promise<ReviewPage> {
  const leaveOwn = await ofPerson.take(actor.id)
  try {
    const leave = await building.take()
    return await buildPage(actor, datasetId, query).finally(leave)
  } finally {
    leaveOwn()
  }
}

/** Pages are fetched ahead of need, and decisions are waited for: so many pages at once leave connections and time to those. */
const building = slots(4)
/** Nobody who asks for many takes the places of all others. */
const ofPerson = slotsEach(2)

async function buildPage(actor: Actor, datasetId: string, query: ReviewQuery): Promise<ReviewPage> {
  const policy = await policyToReview(datasetId)
  if (query.scope === 'disputed') requireAdjudicator(actor, policy)
  const [{ read, held }, { progress, counted }] = await Promise.all([findPairs(actor, datasetId, query, policy), reviewProgress(actor, datasetId, query.scope, policy)]).catch(async (error: unknown) => {
    // A dataset that is deleted meanwhile has no pairs to lease.
    await requireDataset(datasetId)
    throw error
  })
  const reader = { id: actor.id, policy, adjudicating: query.scope === 'disputed' }
  const views = read.rows.map((row) => toPairView(row, reader))
  // Told of the pair as it is, as far as they see it: what was mixed in to check the reviewer is never a reason, nor a verdict that is hidden from them.
  const told = reader.adjudicating ? views : views.map((view) => ({ ...view, constraints: withoutDecoys(view.constraints, { reviewerId: actor.id, goldRate: policy.goldRate }) }))
  const why = await whyHere(told, read.differing, { scope: query.scope, policy, at: query.at })
  const shown = reader.adjudicating ? views : await mixInChecks(actor, datasetId, views, { goldRate: policy.goldRate, make: query.scope !== 'all', checked: read.checked })
  return { pairs: shown.map((view) => ({ ...view, ...(why[view.id] ? { why: why[view.id] } : {}) })), progress, counted, held }
}

/** The policy of a dataset that is there and not being deleted. Throws AppError('not_found'). */
async function policyToReview(datasetId: string): Promise<ReviewPolicy> {
  const [dataset] = await rowsOfPlanned<{ policy: unknown }>('policy', Prisma.sql`SELECT policy FROM "Dataset" WHERE id = ${datasetId}::uuid AND "goingSince" IS NULL`)
  if (!dataset) throw notFound('dataset')
  return policyOf(dataset.policy)
}

async function findPairs(actor: Actor, datasetId: string, query: ReviewQuery, policy: ReviewPolicy) {
  if (query.scope === 'disputed') return findDisputed(actor, datasetId, query)
  return findInQueue(actor, datasetId, query, policy)
}

async function findDisputed(actor: Actor, datasetId: string, query: ReviewQuery) {
  const { ids, held } = await takeDisputed(datasetId, actor.id, query)
  return { read: await readPairs(ids, actor.id), held }
}

async function findInQueue(actor: Actor, datasetId: string, { scope, limit, after, before, at, view, reserve }: ReviewQuery, policy: ReviewPolicy) {
  const only = view === undefined ? undefined : await conditionsOfView(actor, datasetId, view)
  const pinned = at ? await db().pair.findFirst({ where: { datasetId, id: at }, select: { id: true } }) : null
  if (pinned) await leasePairs(datasetId, actor.id, [pinned.id])
  const wanted = limit - (pinned ? 1 : 0)
  const rest = wanted > 0 ? await takeFromQueue(datasetId, actor.id, { scope, limit: wanted, after: at ?? after, before: at ? undefined : before, only, reserve }, policy) : []
  const ids = pinned ? [pinned.id, ...rest] : rest
  const [read, held] = await Promise.all([readPairs(ids, actor.id), pinned || scope === 'all' ? heldByOthers(datasetId, actor.id, ids) : []])
  return { read, held }
}
