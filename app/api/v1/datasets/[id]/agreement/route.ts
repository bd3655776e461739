import { route, uuidParam } from '#lib/http/route.ts'
import { agreementPairs } from '#lib/review/people-agreement/contract.ts'
import { filterOfPairs } from '#lib/review/people-agreement/of-pairs.ts'
import { agreementReport } from '#lib/review/people-agreement/report.ts'

export const GET = route({ query: agreementPairs }, async ({ actor, params, query }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  return { report: await agreementReport(datasetId, await filterOfPairs(actor, datasetId, query.pairs)) }
})
