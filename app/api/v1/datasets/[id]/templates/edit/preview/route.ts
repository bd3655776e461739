import { route, uuidParam } from '#lib/http/route.ts'
import { wordingEdit } from '#lib/review/templates/contract.ts'
import { previewWordingEdit } from '#lib/review/templates/edit-wording.ts'

export const POST = route({ body: wordingEdit }, async ({ actor, params, body }) => previewWordingEdit(actor, uuidParam(params.id, 'dataset'), body))
