import { route } from '#lib/http/route.ts'
import { decisionsInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'

export const POST = route({ body: decisionsInput }, async ({ actor, body }) => ({ results: await decide(actor, body.decisions) }))
