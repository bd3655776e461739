import { route, uuidParam } from '#lib/http/route.ts'
import { keptAnswer } from '#lib/stats/kept-answers.ts'
import { typeReport } from '#lib/stats/type-report.ts'

export const GET = route({}, async ({ actor, params }) => {
  const [datasetId, type] = [uuidParam(params.id, 'dataset'), params.type ?? '']
  return { report: await keptAnswer({ datasetId, part: `type ${type}`, filter: {}, reader: actor }, () => typeReport(datasetId, type, actor)) }
})
