import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { typeAnswer } from '#lib/stats/parts.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query, request }) => {
  const [datasetId, type] = [uuidParam(params.id, 'dataset'), params.type ?? '']
  return { report: await typeAnswer(datasetId, type, await filterSeenBy(actor, datasetId, query), actor, request.signal) }
})
