import { markRead, mentionsOf } from '#lib/comments/comments.ts'
import { mentionsInput } from '#lib/comments/contract.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({}, async ({ actor }) => mentionsOf(actor))

export const POST = route({ body: mentionsInput }, async ({ actor, body }) => ({ unread: await markRead(actor.id, body.read) }))
