import { route, uuidParam } from '#lib/http/route.ts'
import { agreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import { agreementRows } from '#lib/review/people-agreement/rows.ts'

export const GET = route({ query: agreementRowsQuery }, async ({ actor, params, query }) => agreementRows(actor, uuidParam(params.id, 'dataset'), query))
