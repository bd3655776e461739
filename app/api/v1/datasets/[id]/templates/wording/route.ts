import { route, uuidParam } from '#lib/http/route.ts'
import { wordingInput } from '#lib/review/templates/contract.ts'
import { sayOfWording } from '#lib/review/templates/wording.ts'

export const POST = route({ body: wordingInput }, async ({ actor, params, body }) => {
  await sayOfWording(actor, uuidParam(params.id, 'dataset'), body)
  return { wording: body.wording }
})
