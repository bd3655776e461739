import { z } from 'zod'
import { listExports } from '#lib/exports/list-exports.ts'
import { route } from '#lib/http/route.ts'

const query = z.object({ datasetId: z.uuid().optional() })

export const GET = route({ query }, async ({ query: { datasetId } }) => ({ exports: await listExports(datasetId) }))
