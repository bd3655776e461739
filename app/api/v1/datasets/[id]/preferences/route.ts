import { route, uuidParam } from '#lib/http/route.ts'
import { preferenceQuery } from '#lib/preferences/contract.ts'
import { listPreferences } from '#lib/preferences/list-preferences.ts'

export const GET = route({ query: preferenceQuery }, async ({ params, query }) => listPreferences(uuidParam(params.id, 'dataset'), query))
