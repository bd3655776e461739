import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { datasetReport } from '#lib/stats/report/dataset-report.ts'

/** Handed over as a file: it is made to be sent around, and a page of ours it is not. */
export const GET = route({ query: pairFilter }, async ({ actor, params, query }) => {
  const report = await datasetReport(uuidParam(params.id, 'dataset'), await filterSeenBy(actor, uuidParam(params.id, 'dataset'), query))
  return new Response(report, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-disposition': 'attachment; filename="dataset-report.html"', 'cache-control': 'no-store' } })
})
