import { listPushes } from '#lib/hub/list-pushes.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ pushes: await listPushes(uuidParam(params.id, 'export')) }))
