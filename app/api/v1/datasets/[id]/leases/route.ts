import { route, uuidParam } from '#lib/http/route.ts'
import { keepLeases, leasesInput } from '#lib/review/leases.ts'

export const POST = route({ body: leasesInput }, async ({ actor, params, body }) => ({ held: await keepLeases(uuidParam(params.id, 'dataset'), actor, body) }))
