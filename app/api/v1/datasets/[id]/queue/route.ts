import { z } from 'zod'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { reviewScopes } from '#lib/review/contract.ts'
import { queueState } from '#lib/review/leases.ts'
import { conditionsOfView } from '#lib/review/review-page.ts'

const query = z.object({ scope: z.enum(reviewScopes).default('undecided'), view: z.uuid().optional() })

export const GET = route({ query }, async ({ actor, params, query: { scope, view } }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  await requireDataset(datasetId)
  return { queue: await queueState(datasetId, actor.id, scope, view === undefined ? undefined : await conditionsOfView(actor, datasetId, view)) }
})
