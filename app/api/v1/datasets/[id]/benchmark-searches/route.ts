import { benchmarkSearches } from '#lib/contamination/benchmark-searches.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ searches: await benchmarkSearches(uuidParam(params.id, 'dataset')) }))
