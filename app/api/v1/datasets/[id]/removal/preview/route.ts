import { removalChoice } from '#lib/datasets/remove-contract.ts'
import { previewRemoval } from '#lib/datasets/remove-pairs.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const POST = route({ body: removalChoice }, async ({ actor, params, body }) => previewRemoval(actor, uuidParam(params.id, 'dataset'), body.filter))
