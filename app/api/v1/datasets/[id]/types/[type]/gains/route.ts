import { typeGains } from '#lib/evaluation/evaluations.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ gains: await typeGains(uuidParam(params.id, 'dataset'), params.type ?? '') }))
