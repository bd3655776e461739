import { hubTokenInput } from '#lib/hub/contract.ts'
import { hubState, keepHubToken, removeHubToken } from '#lib/hub/hub-token.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({}, ({ actor }) => hubState(actor))

export const PUT = route({ body: hubTokenInput }, ({ actor, body }) => keepHubToken(actor, body.token))

export const DELETE = route({}, ({ actor }) => removeHubToken(actor))
