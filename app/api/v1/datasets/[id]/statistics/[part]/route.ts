import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { statisticsPart } from '#lib/stats/parts.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query, request }) =>
  statisticsPart(params.part ?? '', uuidParam(params.id, 'dataset'), await filterSeenBy(actor, uuidParam(params.id, 'dataset'), query), actor, request.signal),
)
