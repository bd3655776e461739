import { route, uuidParam } from '#lib/http/route.ts'
import { typeReport } from '#lib/stats/type-report.ts'

export const GET = route({}, async ({ actor, params }) => ({ report: await typeReport(uuidParam(params.id, 'dataset'), params.type ?? '', actor) }))
