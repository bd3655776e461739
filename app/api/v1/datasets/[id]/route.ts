import { datasetPatch } from '#lib/datasets/contract.ts'
import { getDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { startDeletingDataset } from '#lib/datasets/delete-dataset.ts'
import { json, route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ dataset: await getDataset(uuidParam(params.id, 'dataset')) }))

export const PATCH = route({ body: datasetPatch }, async ({ actor, params, body }) => ({
  dataset: await updateDataset(actor, uuidParam(params.id, 'dataset'), body),
}))

export const DELETE = route({}, async ({ actor, params }) => json({ run: await startDeletingDataset(actor, uuidParam(params.id, 'dataset')) }, 202))
