import { endpointChange } from '#lib/endpoints/contract.ts'
import { changeEndpoint, removeEndpoint } from '#lib/endpoints/endpoints.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const PATCH = route({ body: endpointChange }, ({ actor, body, params }) => changeEndpoint(actor, uuidParam(params.id, 'endpoint'), body))

export const DELETE = route({}, async ({ actor, params }) => {
  await removeEndpoint(actor, uuidParam(params.id, 'endpoint'))
  return new Response(null, { status: 204 })
})
