import { z } from 'zod'
import { generateParams } from '#lib/generation/recipe.ts'
import { estimateRun } from '#lib/generation/run/estimate.ts'
import { filterToTake } from '#lib/datasets/seen-filter.ts'
import { route } from '#lib/http/route.ts'

const body = z.object({ datasetId: z.uuid(), params: generateParams })

export const POST = route({ body }, async ({ actor, body: { datasetId, params } }) =>
  estimateRun(datasetId, { ...params, filter: await filterToTake(actor, datasetId, params.filter) }),
)
