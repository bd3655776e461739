import { z } from 'zod'
import { route, uuidParam } from '#lib/http/route.ts'
import { reviewScopes } from '#lib/review/contract.ts'
import { reviewPage } from '#lib/review/review-page.ts'

const query = z.object({
  scope: z.enum(reviewScopes).default('undecided'),
  after: z.uuid().optional(),
  before: z.uuid().optional(),
  at: z.uuid().optional(),
  view: z.uuid().optional(),
  reserve: z.literal('true').transform(() => true).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3),
})

export const GET = route({ query }, async ({ actor, params, query: asked }) => reviewPage(actor, uuidParam(params.id, 'dataset'), asked))
