import { route, uuidParam } from '#lib/http/route.ts'
import { teamChecks } from '#lib/review/checks/team-checks.ts'

export const GET = route({}, async ({ actor, params }) => ({ checks: await teamChecks(actor, uuidParam(params.id, 'dataset')) }))
