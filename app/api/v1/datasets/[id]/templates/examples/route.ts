import { route, uuidParam } from '#lib/http/route.ts'
import { templateRef } from '#lib/review/templates/contract.ts'
import { templateExamples } from '#lib/review/templates/examples.ts'

export const GET = route({ query: templateRef }, async ({ actor, params, query }) => ({ examples: await templateExamples(actor, uuidParam(params.id, 'dataset'), query) }))
