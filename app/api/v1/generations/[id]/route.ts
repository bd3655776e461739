import { generationView } from '#lib/generation/run/run-details.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => generationView(uuidParam(params.id, 'model call')))
