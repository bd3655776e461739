import { datasetPatch } from '#lib/datasets/contract.ts'
import { deleteDataset, getDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ dataset: await getDataset(uuidParam(params.id, 'dataset')) }))

export const PATCH = route({ body: datasetPatch }, async ({ actor, params, body }) => ({
  dataset: await updateDataset(actor, uuidParam(params.id, 'dataset'), body),
}))

export const DELETE = route({}, async ({ actor, params }) => {
  await deleteDataset(actor, uuidParam(params.id, 'dataset'))
  return new Response(null, { status: 204 })
})
