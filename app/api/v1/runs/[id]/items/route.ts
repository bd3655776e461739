import { itemsQuery, runItems } from '#lib/generation/run/run-details.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { runView } from '#lib/runs/run-view.ts'

export const GET = route({ query: itemsQuery }, async ({ actor, params, query }) => runItems((await runView(uuidParam(params.id, 'run'), actor)).id, query))
