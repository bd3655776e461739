import { generationsQuery, runGenerations } from '#lib/generation/run/run-details.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { runView } from '#lib/runs/run-view.ts'

export const GET = route({ query: generationsQuery }, async ({ actor, params, query }) => runGenerations((await runView(uuidParam(params.id, 'run'), actor)).id, query))
