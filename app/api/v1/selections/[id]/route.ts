import { selectionView } from '#lib/datasets/selections.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => ({ selection: await selectionView(uuidParam(params.id, 'selection')) }))
