import { z } from 'zod'
import { generateParams } from '#lib/generation/recipe.ts'
import { estimateRun } from '#lib/generation/run/estimate.ts'
import { forReader } from '#lib/datasets/pair-conditions.ts'
import { route } from '#lib/http/route.ts'

const body = z.object({ datasetId: z.uuid(), params: generateParams })

export const POST = route({ body }, async ({ actor, body: { datasetId, params } }) =>
  estimateRun(datasetId, { ...params, filter: forReader(params.filter, actor) }),
)
