import type { Actor } from '#lib/auth/contract.ts'
import type { CommentInput, CommentsOfPair, CommentView, MentionView, PersonProfile } from '#lib/comments/contract.ts'
import { mentioned } from '#lib/comments/mentioned.ts'
import { db, type Db, type Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { blindPairs } from '#lib/review/blind-pairs.ts'
import { laneActor } from '#lib/review/lane/contract.ts'

const include = { author: { select: { name: true } }, resolvedBy: { select: { name: true } } } satisfies Prisma.PairCommentInclude
const mostMentions = 100
const longestInstruction = 160

/** Everybody who has access, and so can be mentioned, in order of name. */
export async function people(): Promise<PersonProfile[]> {
  return db().user.findMany({ where: { id: { not: laneActor.id } }, select: { id: true, name: true, languages: true, skills: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/** What was said about a pair, as far as it is for the reader now. Throws AppError('not_found'). */
export async function commentsOf(reader: Pick<Actor, 'id' | 'role'>, pairId: string): Promise<CommentsOfPair> {
  await requirePair(db(), pairId)
  const rows = await db().pairComment.findMany({ where: { pairId }, orderBy: { id: 'asc' }, include })
  if (!(await blindPairs(reader, [pairId])).has(pairId)) return { comments: rows.map(toView), hidden: 0 }
  const threads = new Set(rows.flatMap(({ id, threadId, authorId }) => (threadId === null && authorId === reader.id ? [id] : [])))
  const own = rows.filter(({ id, threadId, authorId }) => authorId === reader.id && threads.has(threadId ?? id))
  return { comments: own.map(toView), hidden: rows.filter(({ authorId }) => authorId !== reader.id).length }
}

/**
 * Adds a comment to a pair, or an answer to one of its threads, and tells those it mentions; nobody is told of their own. An answer
 * opens a thread that was resolved. Throws AppError('not_found' | 'invalid').
 */
export async function addComment(actor: Actor, pairId: string, { text, threadId }: CommentInput): Promise<CommentView> {
  const meant = mentioned(text, await people()).filter(({ id }) => id !== actor.id)
  return db().$transaction(async (tx) => {
    // Kept from being deleted meanwhile.
    await tx.$queryRaw`SELECT 1 FROM "Pair" WHERE id = ${pairId}::uuid FOR KEY SHARE`
    const { datasetId } = await requirePair(tx, pairId)
    if (threadId) {
      const { count } = await tx.pairComment.updateMany({ where: { id: threadId, pairId, threadId: null }, data: { resolvedAt: null, resolvedById: null } })
      if (count === 0) throw new AppError('invalid', 'This is no thread of the pair.', [{ field: 'threadId', reason: 'no thread of the pair' }])
    }
    const comment = await tx.pairComment.create({ data: { id: newId(), datasetId, pairId, threadId: threadId ?? null, authorId: actor.id, text }, include })
    await tx.mention.createMany({ data: meant.map(({ id }) => ({ commentId: comment.id, userId: id })) })
    return toView(comment)
  })
}

/** Closes a thread, or opens it again. Throws AppError('not_found') for what is not the first comment of one. */
export async function resolveThread(actor: Actor, id: string, resolved: boolean): Promise<CommentView> {
  const of = await db().pairComment.findUnique({ where: { id }, select: { pairId: true, authorId: true } })
  // What is hidden from somebody is not there for them.
  if (of && of.authorId !== actor.id && (await blindPairs(actor, [of.pairId])).has(of.pairId)) throw notFound('comment')
  const data = resolved ? { resolvedAt: new Date(), resolvedById: actor.id } : { resolvedAt: null, resolvedById: null }
  const { count } = await db().pairComment.updateMany({ where: { id, threadId: null, dataset: { goingSince: null } }, data })
  const row = count === 0 ? null : await db().pairComment.findUnique({ where: { id }, include })
  if (!row) throw notFound('comment')
  return toView(row)
}

/** Where somebody was mentioned: the newest hundred, those they have not seen first. */
export async function mentionsOf(reader: Pick<Actor, 'id' | 'role'>): Promise<{ mentions: MentionView[]; unread: number }> {
  const userId = reader.id
  const rows = await db().mention.findMany({
    where: { userId, comment: { dataset: { goingSince: null } } },
    orderBy: [{ readAt: { sort: 'desc', nulls: 'first' } }, { commentId: 'desc' }],
    take: mostMentions,
    include: { comment: { include: { ...include, dataset: { select: { name: true } }, pair: { select: { instruction: true } } } } },
  })
  const blind = await blindPairs(reader, rows.map(({ comment }) => comment.pairId))
  const mentions = rows.map(({ comment, readAt }) => ({
    comment: { ...toView(comment), ...(blind.has(comment.pairId) ? { text: '' } : {}) },
    hidden: blind.has(comment.pairId),
    datasetId: comment.datasetId,
    dataset: comment.dataset.name,
    instruction: comment.pair.instruction.slice(0, longestInstruction),
    read: readAt !== null,
  }))
  return { mentions, unread: await unreadMentions(userId) }
}

/** Notes that somebody has seen where they were mentioned; answers how many they have not. Other people's are left alone. */
export async function markRead(userId: string, read: 'all' | string[]): Promise<number> {
  await db().mention.updateMany({ where: { userId, readAt: null, ...(read === 'all' ? {} : { commentId: { in: read } }) }, data: { readAt: new Date() } })
  return unreadMentions(userId)
}

/** In how many comments somebody is mentioned that they have not seen. */
function unreadMentions(userId: string): Promise<number> {
  return db().mention.count({ where: { userId, readAt: null, comment: { dataset: { goingSince: null } } } })
}

/** A pair of a dataset that is being deleted is not there any more. */
async function requirePair(tx: Db | Tx, id: string): Promise<{ datasetId: string }> {
  const pair = await tx.pair.findUnique({ where: { id, dataset: { goingSince: null } }, select: { datasetId: true } })
  if (!pair) throw notFound('pair')
  return pair
}

function toView(row: Prisma.PairCommentGetPayload<{ include: typeof include }>): CommentView {
  return {
    id: row.id,
    pairId: row.pairId,
    threadId: row.threadId,
    author: row.author?.name ?? null,
    text: row.text,
    resolved: row.resolvedAt ? { by: row.resolvedBy?.name ?? null, at: row.resolvedAt.toISOString() } : null,
    at: row.createdAt.toISOString(),
  }
}
