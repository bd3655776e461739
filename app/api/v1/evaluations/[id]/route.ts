import { deleteEvaluation } from '#lib/evaluation/evaluations.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const DELETE = route({}, async ({ actor, params }) => {
  await deleteEvaluation(actor, uuidParam(params.id, 'evaluation'))
  return new Response(null, { status: 204 })
})
