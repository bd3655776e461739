import { addComment, commentsOf } from '#lib/comments/comments.ts'
import { commentInput } from '#lib/comments/contract.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ actor, params }) => commentsOf(actor, uuidParam(params.id, 'pair')))

export const POST = route({ body: commentInput }, async ({ actor, params, body }) =>
  json({ comment: await addComment(actor, uuidParam(params.id, 'pair'), body) }, 201),
)
