import { z } from 'zod'
import { parseBuildFilter } from '#lib/datasets/build-filter.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'
import { AppError } from '#lib/http/errors.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { simulateBuild } from '#lib/stats/simulate.ts'

/** `recipe` as a filter has it: kept@least=2,verdict=proven. */
const query = pairFilter.extend({ recipe: z.string().max(300).default('kept') })

export const GET = route({ query }, async ({ actor, params, request, query: { recipe, ...filter } }) => {
  const parsed = parseBuildFilter(recipe)
  if (!parsed) throw new AppError('invalid', 'recipe: this is no recipe of a build, as in kept@least=2,verdict=proven.')
  const datasetId = uuidParam(params.id, 'dataset')
  const seen = await filterSeenBy(actor, datasetId, filter)
  return untilStopped(request.signal, () => simulateBuild(datasetId, seen, parsed.recipe))
})
