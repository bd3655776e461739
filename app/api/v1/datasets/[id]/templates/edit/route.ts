import { json, route, uuidParam } from '#lib/http/route.ts'
import { wordingEditInput } from '#lib/review/templates/contract.ts'
import { startWordingEdit } from '#lib/review/templates/edit-wording.ts'

export const POST = route({ body: wordingEditInput }, async ({ actor, params, body }) =>
  json({ batch: await startWordingEdit(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
