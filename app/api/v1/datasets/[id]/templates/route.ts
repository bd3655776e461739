import { route, uuidParam } from '#lib/http/route.ts'
import { templatesQuery } from '#lib/review/templates/contract.ts'
import { listTemplates } from '#lib/review/templates/list.ts'

export const GET = route({ query: templatesQuery }, async ({ params, query }) => listTemplates(uuidParam(params.id, 'dataset'), query))
