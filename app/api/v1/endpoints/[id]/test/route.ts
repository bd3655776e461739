import { testKeptEndpoint } from '#lib/endpoints/test-endpoint.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const POST = route({}, ({ actor, params }) => testKeptEndpoint(actor, uuidParam(params.id, 'endpoint')))
