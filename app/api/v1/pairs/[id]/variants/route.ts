import { variantsOfPair } from '#lib/generation/variants-of-pair.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ actor, params }) => ({ variants: await variantsOfPair(actor, uuidParam(params.id, 'pair')) }))
