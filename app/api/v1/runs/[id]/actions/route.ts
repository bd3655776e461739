import { route, uuidParam } from '#lib/http/route.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { runAction } from '#lib/runs/contract.ts'

export const POST = route({ body: runAction }, async ({ actor, params, body }) => actOnRun(actor, uuidParam(params.id, 'run'), body))
