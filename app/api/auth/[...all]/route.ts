import { auth } from '#lib/auth/auth.ts'

export const dynamic = 'force-dynamic'

/** better-auth's own endpoints: session, sign-in by e-mail and password, sign-out. Our links are redeemed by routes of our own. */
const handle = async (request: Request): Promise<Response> =>
  new URL(request.url).pathname.startsWith('/api/auth/link/') ? new Response(null, { status: 404 }) : auth().handler(request)

export { handle as GET, handle as POST }
