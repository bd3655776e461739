import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { env } from '#lib/config/env.ts'
import { pool } from '#lib/db/client.ts'

/** How long somebody stays signed in since they were here last, in seconds, and how old that time may be before it is set anew. */
export const sessionTimes = { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 } as const

/** As long as the process lives, as better-auth has it. */
let signing: { cookie: string; secret: string } | undefined

/**
 * Who sent a request with a session of today, told by one small query and nothing kept, so that a session, a person or a role that was taken away
 * counts from then on. Null says nothing: better-auth is asked, which knows every case and sets anew when a session ends.
 */
export async function actorOfToday(headers: Headers): Promise<Actor | null> {
  const token = sessionToken(headers.get('cookie') ?? '')
  return token === null ? null : actorOfToken(token)
}

/** Who has a session of today with this token. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const { rows: [row] } = await pool().query<Actor>({
    name: 'who asks',
    text: `SELECT u.id, u.name, u.email, u.role FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE s.token = $1 AND s."expiresAt" > now() + make_interval(secs => $2)`,
    values: [token, sessionTimes.expiresIn - sessionTimes.updateAge],
  })
  return row ?? null
}

/** The token of a session cookie that we have signed: `token.signature`, as better-auth writes it. */
function sessionToken(cookies: string): string | null {
  const { cookie, secret } = (signing ??= signingNow())
  const found = cookies.split(';').map((part) => part.trim()).filter((part) => part.startsWith(`${cookie}=`))
  const [only] = found
  if (found.length !== 1 || only === undefined) return null
  const value = decoded(only.slice(only.indexOf('=') + 1))
  const dot = value.lastIndexOf('.')
  if (dot <= 0) return null
  const token = value.slice(0, dot)
  const wanted = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  const given = Buffer.from(value.slice(dot + 1))
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null
}

function signingNow(): { cookie: string; secret: string } {
  const { PINCER_URL, PINCER_SECRET } = env()
  return { cookie: `${PINCER_URL.startsWith('https://') ? '__Secure-' : ''}pincer.session_token`, secret: PINCER_SECRET }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
