import { pairFilter } from '#lib/datasets/contract.ts'
import { forReader } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query }) => ({
  statistics: await datasetStatistics(uuidParam(params.id, 'dataset'), forReader(query, actor), actor),
}))
