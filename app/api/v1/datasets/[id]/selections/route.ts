import { selectionInput } from '#lib/datasets/selection-contract.ts'
import { keepSelection } from '#lib/datasets/selections.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const POST = route({ body: selectionInput }, async ({ actor, params, body }) =>
  json({ selection: await keepSelection(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
