import { z } from 'zod'
import { exportsOfPair } from '#lib/exports/holding/exports-of-pair.ts'
import { route, uuidParam } from '#lib/http/route.ts'

const query = z.object({ thorough: z.enum(['0', '1']).default('0') })

export const GET = route({ query }, async ({ actor, params, query: { thorough }, request }) => exportsOfPair(actor, uuidParam(params.id, 'pair'), thorough === '1', request.signal))
