import { route } from '#lib/http/route.ts'
import { metInput } from '#lib/review/contract.ts'
import { constraintsMet } from '#lib/review/check-text.ts'

export const POST = route({ body: metInput }, async ({ body }) => ({ constraints: constraintsMet(body.response) }))
