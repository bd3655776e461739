import { auth } from '#lib/auth/auth.ts'
import { signInLinkInput } from '#lib/auth/contract.ts'
import { openRoute } from '#lib/http/route.ts'

export const POST = openRoute({ body: signInLinkInput }, ({ body, request }) =>
  auth().api.redeemSignInLink({ body, headers: request.headers, asResponse: true }),
)
