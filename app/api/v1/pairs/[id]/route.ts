import { route, uuidParam } from '#lib/http/route.ts'
import { deletePair } from '#lib/review/pair-history.ts'
import { pairView } from '#lib/review/pair-view.ts'

export const GET = route({}, async ({ actor, params }) => ({ pair: await pairView(uuidParam(params.id, 'pair'), actor) }))

export const DELETE = route({}, async ({ actor, params }) => {
  await deletePair(actor, uuidParam(params.id, 'pair'))
  return new Response(null, { status: 204 })
})
