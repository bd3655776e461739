import { route, uuidParam } from '#lib/http/route.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'

export const GET = route({}, async ({ params }) => ({ statistics: await datasetStatistics(uuidParam(params.id, 'dataset')) }))
