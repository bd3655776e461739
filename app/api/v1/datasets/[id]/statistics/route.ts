import { pairFilter } from '#lib/datasets/contract.ts'
import { forReader } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { overview } from '#lib/stats/dataset-statistics.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query }) => ({
  statistics: await overview(uuidParam(params.id, 'dataset'), forReader(query, actor), actor),
}))
