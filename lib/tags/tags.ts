import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { forReader } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { decidesUnled } from '#lib/review/policy.ts'
import type { RunView } from '#lib/runs/contract.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { changeTags } from '#lib/tags/change-tags.ts'
import type { BulkTagInput, PairTags, TagInput } from '#lib/tags/contract.ts'
import { mostTags } from '#lib/tags/tag-name.ts'

/** The tags of a pair in order of name, and whether this reader may change them. Throws AppError('not_found'). */
export async function tagsOfPair(reader: Actor, pairId: string): Promise<PairTags> {
  const { datasetId, policy } = await pairWithPolicy(pairId)
  const rows = await db().pairTag.findMany({ where: { pairId, datasetId }, select: { tag: { select: { name: true } } }, orderBy: { tag: { key: 'asc' } } })
  return { tags: rows.map(({ tag }) => tag.name), mayTag: tagsAreOpen(reader, policy) }
}

/** Puts tags on a pair and takes tags off. Throws AppError('not_found' | 'forbidden'), and 'invalid' for more tags than a pair has. */
export async function tagPair(actor: Actor, pairId: string, { add, remove }: TagInput): Promise<PairTags> {
  const { datasetId, policy } = await pairWithPolicy(pairId)
  requireTagging(actor, policy)
  await db().$transaction(async (tx) => {
    const { full } = await changeTags(tx, [pairId], { datasetId, add, remove, actorId: actor.id, runId: null })
    if (full > 0) throw new AppError('invalid', `A pair has at most ${mostTags} tags: take some off first.`)
  })
  return tagsOfPair(actor, pairId)
}

/** Starts the run that tags all pairs that a filter finds. Throws AppError('not_found' | 'forbidden'). */
export async function startTagging(actor: Actor, datasetId: string, { filter, add, remove }: BulkTagInput): Promise<RunView> {
  await requireDataset(datasetId)
  const dataset = await db().dataset.findUnique({ where: { id: datasetId }, select: { policy: true } })
  requireTagging(actor, dataset?.policy)
  const runId = await db().$transaction(async (tx) => {
    const id = await createRun(tx, actor, { kind: 'tag', datasetId, seed: 0, params: { filter: forReader(filter, actor), add, remove } })
    await enqueueRun(tx, { runId: id, kind: 'tag' })
    await audit(tx, actor, { action: 'pairs.tag', targetType: 'dataset', targetId: datasetId, after: { filter, add, remove } })
    return id
  })
  return runView(runId)
}

/**
 * Whether somebody may tag pairs of a dataset with this policy. Where several people decide a pair by themselves, a tag would tell each what the
 * others think: there it is for the owner and admins, who see everybody's decisions anyway.
 */
function tagsAreOpen(actor: Actor, policy: unknown): boolean {
  return !decidesUnled(actor, policy)
}

function requireTagging(actor: Actor, policy: unknown): void {
  if (!tagsAreOpen(actor, policy)) throw new AppError('forbidden', 'Several people decide a pair here, each by themselves, and a tag would tell them of each other: only the owner and admins put tags on pairs.')
}

async function pairWithPolicy(id: string): Promise<{ datasetId: string; policy: unknown }> {
  const pair = await db().pair.findUnique({ where: { id, dataset: { goingSince: null } }, select: { datasetId: true, dataset: { select: { policy: true } } } })
  if (!pair) throw notFound('pair')
  return { datasetId: pair.datasetId, policy: pair.dataset.policy }
}
