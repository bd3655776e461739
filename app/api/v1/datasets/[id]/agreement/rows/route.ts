import { route, uuidParam } from '#lib/http/route.ts'
import { agreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import { filterOfPairs } from '#lib/review/people-agreement/of-pairs.ts'
import { agreementRows } from '#lib/review/people-agreement/rows.ts'

export const GET = route({ query: agreementRowsQuery }, async ({ actor, params, query }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  return agreementRows(actor, datasetId, query, await filterOfPairs(actor, datasetId, query.pairs))
})
