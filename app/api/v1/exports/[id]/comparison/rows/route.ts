import { changedRows } from '#lib/exports/compare/compare-kept.ts'
import { changedRowsQuery } from '#lib/exports/compare/contract.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: changedRowsQuery }, async ({ request, params, query }) => changedRows(uuidParam(params.id, 'export'), query, request.signal))
