import { route } from '#lib/http/route.ts'
import { decisionsInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { tellLanes } from '#lib/review/lane/hear.ts'

export const POST = route({ body: decisionsInput }, async ({ actor, body }) => {
  const results = await decide(actor, body.decisions)
  tellLanes(body.decisions.map(({ constraintId }) => constraintId))
  return { results }
})
