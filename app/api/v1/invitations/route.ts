import { invitationInput } from '#lib/auth/contract.ts'
import { invite, listInvitations } from '#lib/auth/invitations.ts'
import { json, route } from '#lib/http/route.ts'

export const GET = route({}, async () => ({ invitations: await listInvitations() }))

export const POST = route({ body: invitationInput }, async ({ actor, body, request }) => {
  const { invitation, token } = await invite(actor, body)
  const origin = request.headers.get('origin') ?? new URL(request.url).origin
  return json({ invitation, url: `${origin}/join?token=${token}` }, 201)
})
