import { route, uuidParam } from '#lib/http/route.ts'
import { templatesQuery } from '#lib/review/templates/contract.ts'
import { listTemplates } from '#lib/review/templates/list.ts'

export const GET = route({ query: templatesQuery }, async ({ actor, params, query }) => listTemplates(actor, uuidParam(params.id, 'dataset'), query))
