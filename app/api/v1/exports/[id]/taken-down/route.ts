import { takenDownOf } from '#lib/exports/holding/exports-of-pair.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ takenDown: await takenDownOf(uuidParam(params.id, 'export')) }))
