import { revokeInvitation } from '#lib/auth/invitations.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const DELETE = route({}, async ({ actor, params }) => {
  await revokeInvitation(actor, uuidParam(params.id, 'invitation'))
  return new Response(null, { status: 204 })
})
