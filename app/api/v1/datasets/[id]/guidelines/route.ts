import { guidelinesVersions } from '#lib/datasets/guidelines.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ versions: await guidelinesVersions(uuidParam(params.id, 'dataset')) }))
