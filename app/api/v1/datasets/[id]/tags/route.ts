import { json, route, uuidParam } from '#lib/http/route.ts'
import { bulkTagInput } from '#lib/tags/contract.ts'
import { startTagging } from '#lib/tags/tags.ts'

export const POST = route({ body: bulkTagInput }, async ({ actor, params, body }) =>
  json({ run: await startTagging(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
