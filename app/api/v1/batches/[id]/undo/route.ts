import { route, uuidParam } from '#lib/http/route.ts'
import { undoBulk } from '#lib/review/bulk.ts'

export const POST = route({}, async ({ actor, params }) => ({ batch: await undoBulk(actor, uuidParam(params.id, 'batch')) }))
