import { variantsOfPair } from '#lib/generation/variants-of-pair.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ variants: await variantsOfPair(uuidParam(params.id, 'pair')) }))
