import type { Actor } from '#lib/auth/contract.ts'
import { auth } from '#lib/auth/auth.ts'
import { actorOfToday } from '#lib/auth/quick-session.ts'
import { AppError } from '#lib/http/errors.ts'

/** Who sent this request, or null. The one place where that question is answered. */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const today = await actorOfToday(headers)
  if (today) return today
  const session = await auth().api.getSession({ headers })
  if (!session) return null
  const { id, name, email, role } = session.user
  return { id, name, email, role: role ?? 'reviewer' }
}

/** Who sent this request. Throws AppError('unauthenticated') when nobody is signed in. */
export async function requireActor(headers: Headers): Promise<Actor> {
  const actor = await actorOf(headers)
  if (!actor) throw new AppError('unauthenticated', 'You are not signed in. Open the sign-in page and come back.')
  return actor
}
