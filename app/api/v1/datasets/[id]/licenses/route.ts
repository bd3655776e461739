import { exportableLicenses } from '#lib/exports/exportable-licenses.ts'
import { exportableQuery } from '#lib/exports/preview-contract.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({ query: exportableQuery }, async ({ params, query }) => ({ licenses: await exportableLicenses(uuidParam(params.id, 'dataset'), query) }))
