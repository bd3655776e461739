import { route, uuidParam } from '#lib/http/route.ts'
import { pairHistory } from '#lib/review/pair-history.ts'

export const GET = route({}, async ({ actor, params }) => ({ history: await pairHistory(actor, uuidParam(params.id, 'pair')) }))
