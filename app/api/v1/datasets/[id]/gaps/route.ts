import { route, uuidParam } from '#lib/http/route.ts'
import { gapsView } from '#lib/review/gaps/gaps-view.ts'

export const GET = route({}, async ({ params }) => ({ gaps: await gapsView(uuidParam(params.id, 'dataset')) }))
