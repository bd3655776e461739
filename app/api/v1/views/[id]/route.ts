import { savedViewPatch } from '#lib/datasets/contract.ts'
import { deleteView, updateView } from '#lib/datasets/saved-views.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const PATCH = route({ body: savedViewPatch }, async ({ actor, params, body }) => ({ view: await updateView(actor, uuidParam(params.id, 'view'), body) }))

export const DELETE = route({}, async ({ actor, params }) => {
  await deleteView(actor, uuidParam(params.id, 'view'))
  return new Response(null, { status: 204 })
})
