import { route, uuidParam } from '#lib/http/route.ts'
import { agreementReport } from '#lib/review/people-agreement/report.ts'

export const GET = route({}, async ({ params }) => ({ report: await agreementReport(uuidParam(params.id, 'dataset')) }))
