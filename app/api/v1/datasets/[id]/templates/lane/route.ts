import { route, uuidParam } from '#lib/http/route.ts'
import { laneInput } from '#lib/review/lane/contract.ts'
import { laneView, setLane } from '#lib/review/lane/lane.ts'
import { templateRef } from '#lib/review/templates/contract.ts'

export const GET = route({ query: templateRef }, async ({ params, query }) => ({ lane: await laneView(uuidParam(params.id, 'dataset'), query) }))

export const POST = route({ body: laneInput }, async ({ actor, params, body }) => ({ lane: await setLane(actor, uuidParam(params.id, 'dataset'), body) }))
