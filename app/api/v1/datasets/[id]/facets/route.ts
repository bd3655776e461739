import { pairFilter } from '#lib/datasets/contract.ts'
import { facets } from '#lib/datasets/facets.ts'
import { filterSeenBy } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  return { facets: await facets(datasetId, await filterSeenBy(actor, datasetId, query)) }
})
