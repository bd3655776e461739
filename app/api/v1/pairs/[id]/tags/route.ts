import { route, uuidParam } from '#lib/http/route.ts'
import { tagInput } from '#lib/tags/contract.ts'
import { tagPair, tagsOfPair } from '#lib/tags/tags.ts'

export const GET = route({}, async ({ actor, params }) => tagsOfPair(actor, uuidParam(params.id, 'pair')))

export const POST = route({ body: tagInput }, async ({ actor, params, body }) => tagPair(actor, uuidParam(params.id, 'pair'), body))
