import { route, uuidParam } from '#lib/http/route.ts'
import { preferenceDecision } from '#lib/preferences/contract.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'

export const POST = route({ body: preferenceDecision }, async ({ actor, params, body }) => ({
  preference: await decidePreference(actor, uuidParam(params.id, 'preference'), body),
}))
