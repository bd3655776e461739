import { auth } from '#lib/auth/auth.ts'

export const dynamic = 'force-dynamic'

/** better-auth's own endpoints: session, sign-in by e-mail and password, sign-out. */
const handle = (request: Request): Promise<Response> => auth().handler(request)

export { handle as GET, handle as POST }
