import { requireDataset } from '#lib/datasets/datasets.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { precedentsInput } from '#lib/review/precedents/contract.ts'
import { precedents } from '#lib/review/precedents/precedents.ts'

export const POST = route({ body: precedentsInput }, async ({ actor, params, body }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  await requireDataset(datasetId)
  return { precedents: await precedents(datasetId, actor.id, body) }
})
