import { createLink } from '#lib/auth/invitations.ts'

/** The owner's one-time link, good for an hour: what `npm start` prints, as Jupyter does. */
export async function createSignInLink(baseUrl: string): Promise<string> {
  const { token } = await createLink('sign-in', { lifetimeMs: 60 * 60 * 1000, role: 'owner' })
  return `${baseUrl}/sign-in?token=${token}`
}
