import { openRoute } from '#lib/http/route.ts'
import { serveRewards } from '#lib/rewards/serve.ts'

/** Trainers bring a token and no session: who asks is found out before the body is read. */
export const POST = openRoute({}, async ({ request }) => serveRewards(request))
