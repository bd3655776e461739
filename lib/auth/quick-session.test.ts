import { beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '#lib/auth/actor.ts'
import { auth } from '#lib/auth/auth.ts'
import { actorOfToday, sessionTimes } from '#lib/auth/quick-session.ts'
import { createSignInLink } from '#lib/auth/sign-in-link.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()

beforeAll(() => {
  process.env.PINCER_SECRET = 'a secret of the tests, long enough to be one'
})

async function signedIn(): Promise<Headers> {
  const token = new URL(await createSignInLink('http://127.0.0.1:3000')).searchParams.get('token') ?? ''
  const response = await auth().api.redeemSignInLink({ body: { token }, asResponse: true })
  return new Headers({ cookie: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') })
}

async function asBetterAuthSays(headers: Headers) {
  const session = await auth().api.getSession({ headers })
  return session && { id: session.user.id, name: session.user.name, email: session.user.email, role: session.user.role }
}

describe('who asks, with a session of today', () => {
  it('is whom better-auth says, among other cookies too', async () => {
    const headers = await signedIn()
    expect(await actorOfToday(headers)).toEqual(await asBetterAuthSays(headers))
    expect(await actorOfToday(new Headers({ cookie: `theme=dark; ${headers.get('cookie')}; pincer.session_tokens=x` }))).toMatchObject({ role: 'owner' })
  })

  it('is nobody where the cookie is another one, is signed by others, or comes twice', async () => {
    const cookie = (await signedIn()).get('cookie') ?? ''
    const [, token = '', signature = ''] = /session_token=([^.]+)\.([^;]+)/.exec(cookie) ?? []
    expect(signature).not.toBe('')
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    for (const given of ['', 'pincer.session_token=', `pincer.session_token=${token}`, `pincer.session_token=${token}.${changed}`, `pincer.session_token=x${token}.${signature}`, `${cookie}; ${cookie}`, 'pincer.session_token=%E0%A4%A']) {
      expect(await actorOfToday(new Headers({ cookie: given })), given).toBeNull()
    }
    expect(await actorOfToday(new Headers())).toBeNull()
  })

  it('knows at once of a role that is changed, and of a session that is taken away', async () => {
    const headers = await signedIn()
    const actor = await actorOf(headers)
    await db().user.update({ where: { id: actor?.id ?? '' }, data: { role: 'reviewer', name: 'Ada' } })
    expect(await actorOf(headers)).toMatchObject({ role: 'reviewer', name: 'Ada' })
    await db().session.deleteMany({ where: { userId: actor?.id ?? '' } })
    expect(await actorOf(headers)).toBeNull()
    await db().user.update({ where: { id: actor?.id ?? '' }, data: { role: 'owner' } })
  })

  it('leaves an older session to better-auth, which makes it last again, and one that has ended is none', async () => {
    const headers = await signedIn()
    const within = (seconds: number): Date => new Date(Date.now() + seconds * 1000)
    await db().session.updateMany({ data: { expiresAt: within(sessionTimes.expiresIn - sessionTimes.updateAge - 60) } })
    expect(await actorOfToday(headers)).toBeNull()
    expect(await actorOf(headers)).toMatchObject({ role: 'owner' })
    expect(await db().session.count({ where: { expiresAt: { gt: within(sessionTimes.expiresIn - 60) } } })).toBe(1)
    expect(await actorOfToday(headers)).toMatchObject({ role: 'owner' })
    await db().session.updateMany({ data: { expiresAt: within(-1) } })
    expect(await actorOf(headers)).toBeNull()
  })
})
