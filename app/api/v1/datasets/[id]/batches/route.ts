import { json, route, uuidParam } from '#lib/http/route.ts'
import { bulkInput } from '#lib/review/bulk-contract.ts'
import { listBatches, startBulk } from '#lib/review/bulk.ts'

export const GET = route({}, async ({ actor, params }) => ({ batches: await listBatches(actor, uuidParam(params.id, 'dataset')) }))

export const POST = route({ body: bulkInput }, async ({ actor, params, body }) =>
  json({ batch: await startBulk(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
