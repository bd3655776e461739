import { json, route, uuidParam } from '#lib/http/route.ts'
import { notFound } from '#lib/http/errors.ts'
import { ownConstraintInput } from '#lib/review/contract.ts'
import { addConstraint, suggestConstraints } from '#lib/review/own-constraints.ts'
import { pairView } from '#lib/review/pair-view.ts'

export const GET = route({}, async ({ actor, params }) => ({ suggestions: await suggestConstraints(uuidParam(params.id, 'pair'), actor.id) }))

export const POST = route({ body: ownConstraintInput }, async ({ actor, params, body }) => {
  const pairId = uuidParam(params.id, 'pair')
  const id = await addConstraint(pairId, body.text, { requestId: body.id, readerId: actor.id })
  const constraint = (await pairView(pairId, actor)).constraints.find((each) => each.id === id)
  if (!constraint) throw notFound('constraint')
  return json({ constraint }, 201)
})
