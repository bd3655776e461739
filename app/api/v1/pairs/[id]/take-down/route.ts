import { takeDownInput } from '#lib/exports/holding/contract.ts'
import { takeDown } from '#lib/exports/holding/take-down.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const POST = route({ body: takeDownInput }, async ({ actor, params, body, request }) => takeDown(actor, uuidParam(params.id, 'pair'), body.reason, request.signal))
