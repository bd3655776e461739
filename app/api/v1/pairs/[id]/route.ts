import { route, uuidParam } from '#lib/http/route.ts'
import { pairView } from '#lib/review/pair-view.ts'

export const GET = route({}, async ({ params }) => ({ pair: await pairView(uuidParam(params.id, 'pair')) }))
