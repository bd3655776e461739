import { resolveThread } from '#lib/comments/comments.ts'
import { commentPatch } from '#lib/comments/contract.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const PATCH = route({ body: commentPatch }, async ({ actor, params, body }) => ({
  comment: await resolveThread(actor, uuidParam(params.id, 'comment'), body.resolved),
}))
