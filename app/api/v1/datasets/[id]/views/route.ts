import { savedViewInput } from '#lib/datasets/contract.ts'
import { createView, listViews } from '#lib/datasets/saved-views.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ views: await listViews(uuidParam(params.id, 'dataset')) }))

export const POST = route({ body: savedViewInput }, async ({ actor, params, body }) =>
  json({ view: await createView(actor, uuidParam(params.id, 'dataset'), body) }, 201),
)
