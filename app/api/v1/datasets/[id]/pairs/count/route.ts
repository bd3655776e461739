import { z } from 'zod'
import { countPairs } from '#lib/datasets/browse.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'
import { route, uuidParam } from '#lib/http/route.ts'

const query = pairFilter.extend({ exact: z.enum(['yes', 'no']).default('no') })

export const GET = route({ query }, async ({ actor, params, request, query: { exact, ...filter } }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  await requireDataset(datasetId)
  const seen = await filterSeenBy(actor, datasetId, filter)
  return untilStopped(request.signal, () => countPairs(datasetId, seen, { exact: exact === 'yes' }))
})
