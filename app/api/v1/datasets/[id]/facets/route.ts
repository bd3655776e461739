import { facets } from '#lib/datasets/browse.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ facets: await facets(uuidParam(params.id, 'dataset')) }))
