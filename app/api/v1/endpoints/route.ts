import { endpointInput } from '#lib/endpoints/contract.ts'
import { createEndpoint, listEndpoints } from '#lib/endpoints/endpoints.ts'
import { json, route } from '#lib/http/route.ts'

export const GET = route({}, () => listEndpoints())

export const POST = route({ body: endpointInput }, async ({ actor, body }) => json(await createEndpoint(actor, body), 201))
