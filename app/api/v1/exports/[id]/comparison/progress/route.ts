import { comparisonProgress } from '#lib/exports/compare/compare-kept.ts'
import { comparisonQuery } from '#lib/exports/compare/contract.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: comparisonQuery }, async ({ params, query }) => comparisonProgress(uuidParam(params.id, 'export'), query.with))
