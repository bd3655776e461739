import { route, uuidParam } from '#lib/http/route.ts'
import { runView } from '#lib/runs/run-view.ts'

export const GET = route({}, async ({ actor, params }) => ({ run: await runView(uuidParam(params.id, 'run'), actor) }))
