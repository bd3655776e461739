import { route, uuidParam } from '#lib/http/route.ts'
import { rowPage, rowQuery } from '#lib/review/in-a-row.ts'

export const GET = route({ query: rowQuery }, async ({ actor, params, query }) => rowPage(actor, uuidParam(params.id, 'dataset'), query))
