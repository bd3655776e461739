import { route, uuidParam } from '#lib/http/route.ts'
import { batchView } from '#lib/review/bulk.ts'

export const GET = route({}, async ({ params }) => ({ batch: await batchView(uuidParam(params.id, 'batch')) }))
