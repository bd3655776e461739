import { z } from 'zod'

/** `POST /api/v1/pairs/:id/comments`: a new thread, or with `threadId` an answer in one. Answers 201 {comment: CommentView}. */
export const commentInput = z.object({
  /** Markdown; `@Name` tells that person. */
  text: z.string().trim().min(1, 'A comment needs a text').max(10_000),
  threadId: z.uuid().optional(),
})
export type CommentInput = z.infer<typeof commentInput>

/** `PATCH /api/v1/comments/:id` {resolved}: closes or opens the thread that begins with this comment. Answers {comment: CommentView}. */
export const commentPatch = z.object({ resolved: z.boolean() })

/**
 * `GET /api/v1/pairs/:id/comments`, the oldest first. On a pair that the reader decides blind and has not decided yet only their own threads;
 * `hidden` says how many comments of others there are.
 */
export interface CommentsOfPair {
  comments: CommentView[]
  hidden: number
}

/** One comment. */
export interface CommentView {
  id: string
  pairId: string
  /** The thread's first comment; null where this is it. */
  threadId: string | null
  /** Null for somebody who is gone. */
  author: string | null
  text: string
  /** Of a thread's first comment: who closed it. */
  resolved: { by: string | null; at: string } | null
  at: string
}

/** `GET /api/v1/mentions` answers {mentions: MentionView[], unread: number}: the newest hundred, unread ones first. */
export interface MentionView {
  /** Without its text while the reader decides the pair blind. */
  comment: CommentView
  hidden: boolean
  datasetId: string
  dataset: string
  /** The beginning of the pair's instruction. */
  instruction: string
  read: boolean
}

/** `POST /api/v1/mentions` {read}: ids of comments that have been seen, or 'all'. Answers {unread}. */
export const mentionsInput = z.object({ read: z.union([z.literal('all'), z.array(z.uuid()).max(200)]) })

/** Somebody who can be mentioned. */
export interface Person {
  id: string
  name: string
}

/** `GET /api/v1/people` answers {people}: everybody who has access, in order of name. */
export interface PersonProfile extends Person {
  /** As pairs name them ('de'), and words of one's own: what a dataset's policy may ask of who reviews a pair. */
  languages: string[]
  skills: string[]
}
