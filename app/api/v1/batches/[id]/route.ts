import { route, uuidParam } from '#lib/http/route.ts'
import { batchView } from '#lib/review/bulk.ts'

export const GET = route({}, async ({ actor, params }) => ({ batch: await batchView(actor, uuidParam(params.id, 'batch')) }))
