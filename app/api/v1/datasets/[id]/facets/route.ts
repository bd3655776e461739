import { pairFilter } from '#lib/datasets/contract.ts'
import { facets } from '#lib/datasets/facets.ts'
import { forReader } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query }) => ({ facets: await facets(uuidParam(params.id, 'dataset'), forReader(query, actor)) }))
