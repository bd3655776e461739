import { route, uuidParam } from '#lib/http/route.ts'
import { teamPaceQuery } from '#lib/review/pace/contract.ts'
import { teamPace } from '#lib/review/pace/pace-queries.ts'

export const GET = route({ query: teamPaceQuery }, async ({ actor, params, query }) => ({
  pace: await teamPace(actor, uuidParam(params.id, 'dataset'), query.days),
}))
