import { z } from 'zod'
import { browsePairs } from '#lib/datasets/browse.ts'
import { pairFilter, pairSorts } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { route, uuidParam } from '#lib/http/route.ts'

const query = pairFilter.extend({
  sort: z.enum(pairSorts).default('oldest'),
  // The last row's sort key, which may be a long source, and its id.
  after: z.string().max(2000).optional(),
  /** `no`: without how many there are in all, which pairs/count says. */
  count: z.enum(['yes', 'no']).default('yes'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const GET = route({ query }, async ({ actor, params, query: { sort, after, limit, count, ...filter } }) =>
  browsePairs(uuidParam(params.id, 'dataset'), await filterSeenBy(actor, uuidParam(params.id, 'dataset'), filter), { sort, after, limit, counted: count === 'yes' }),
)
