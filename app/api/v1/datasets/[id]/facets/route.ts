import { pairFilter } from '#lib/datasets/contract.ts'
import { facets } from '#lib/datasets/facets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: pairFilter }, async ({ actor, params, query, request }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  const filter = await filterSeenBy(actor, datasetId, query)
  return { facets: await untilStopped(request.signal, () => facets(datasetId, filter)) }
})
