import { route } from '#lib/http/route.ts'
import { paceQuery } from '#lib/review/pace/contract.ts'
import { myPace } from '#lib/review/pace/pace-queries.ts'

export const GET = route({ query: paceQuery }, async ({ actor, query }) => ({ pace: await myPace(actor.id, query) }))
