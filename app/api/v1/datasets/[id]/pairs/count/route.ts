import { z } from 'zod'
import { countPairs } from '#lib/datasets/browse.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/pair-conditions.ts'
import { route, uuidParam } from '#lib/http/route.ts'

const query = pairFilter.extend({ exact: z.enum(['yes', 'no']).default('no') })

export const GET = route({ query }, async ({ actor, params, query: { exact, ...filter } }) => {
  const datasetId = uuidParam(params.id, 'dataset')
  await requireDataset(datasetId)
  return countPairs(datasetId, await filterSeenBy(actor, datasetId, filter), { exact: exact === 'yes' })
})
