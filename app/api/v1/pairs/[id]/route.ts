import { route, uuidParam } from '#lib/http/route.ts'
import { pairView } from '#lib/review/pair-view.ts'

export const GET = route({}, async ({ actor, params }) => ({ pair: await pairView(uuidParam(params.id, 'pair'), actor) }))
