import { removalInput } from '#lib/datasets/remove-contract.ts'
import { startRemoval } from '#lib/datasets/remove-pairs.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const POST = route({ body: removalInput }, async ({ actor, params, body }) =>
  json({ run: await startRemoval(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
