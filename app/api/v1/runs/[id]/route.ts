import { route, uuidParam } from '#lib/http/route.ts'
import { runView } from '#lib/runs/run-view.ts'

export const GET = route({}, async ({ params }) => ({ run: await runView(uuidParam(params.id, 'run')) }))
