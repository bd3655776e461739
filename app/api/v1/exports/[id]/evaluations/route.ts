import { evaluationInput } from '#lib/evaluation/contract.ts'
import { evaluateUploads, listEvaluations } from '#lib/evaluation/evaluations.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ actor, params }) => ({ evaluations: await listEvaluations(actor, uuidParam(params.id, 'export')) }))

export const POST = route({ body: evaluationInput }, async ({ actor, params, body, request }) => json({ evaluation: await evaluateUploads(actor, uuidParam(params.id, 'export'), body, request.signal) }, 201))
