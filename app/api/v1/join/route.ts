import { auth } from '#lib/auth/auth.ts'
import { joinInput } from '#lib/auth/contract.ts'
import { openRoute } from '#lib/http/route.ts'

export const POST = openRoute({ body: joinInput }, ({ body, request }) =>
  auth().api.redeemInvitation({ body, headers: request.headers, asResponse: true }),
)
