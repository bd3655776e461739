import { datasetInput } from '#lib/datasets/contract.ts'
import { createDataset, listDatasets } from '#lib/datasets/datasets.ts'
import { json, route } from '#lib/http/route.ts'

export const GET = route({}, async () => ({ datasets: await listDatasets() }))

export const POST = route({ body: datasetInput }, async ({ actor, body }) => json({ dataset: await createDataset(actor, body) }, 201))
