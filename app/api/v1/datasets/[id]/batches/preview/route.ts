import { route, uuidParam } from '#lib/http/route.ts'
import { bulkChoice } from '#lib/review/bulk-contract.ts'
import { previewBulk } from '#lib/review/bulk.ts'

export const POST = route({ body: bulkChoice }, async ({ actor, params, body }) => previewBulk(actor, uuidParam(params.id, 'dataset'), body))
