import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { overview } from '#lib/stats/dataset-statistics.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query, request }) => ({
  statistics: await overview(uuidParam(params.id, 'dataset'), await filterSeenBy(actor, uuidParam(params.id, 'dataset'), query), actor, request.signal),
}))
