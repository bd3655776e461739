import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { datasetReport } from '#lib/stats/report/dataset-report.ts'

/** Handed over as a file: it is made to be sent around, and a page of ours it is not. */
export const GET = route({ query: pairFilter }, async ({ actor, params, query, request }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  const filter = await filterSeenBy(actor, datasetId, query)
  const report = await untilStopped(request.signal, () => datasetReport(datasetId, filter))
  return new Response(report, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-disposition': 'attachment; filename="dataset-report.html"', 'cache-control': 'no-store' } })
})
