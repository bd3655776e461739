import { getExport } from '#lib/exports/list-exports.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ export: await getExport(uuidParam(params.id, 'export')) }))
