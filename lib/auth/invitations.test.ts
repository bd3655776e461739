import { beforeAll, describe, expect, it } from 'vitest'
import { auth } from '#lib/auth/auth.ts'
import { actorOf } from '#lib/auth/actor.ts'
import { createLink, invite, listInvitations, revokeInvitation } from '#lib/auth/invitations.ts'
import { createSignInLink } from '#lib/auth/sign-in-link.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()

beforeAll(async () => {
  process.env.PINCER_SECRET = 'a secret of the tests, long enough to be one'
})

async function redeem(token: string): Promise<Headers> {
  const response = await auth().api.redeemSignInLink({ body: { token }, asResponse: true })
  return new Headers({ cookie: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') })
}

async function ownerToken(): Promise<string> {
  return new URL(await createSignInLink('http://127.0.0.1:3000')).searchParams.get('token') ?? ''
}

describe('the sign-in link', () => {
  it('makes the owner at the first time and is the same owner ever after', async () => {
    const first = await actorOf(await redeem(await ownerToken()))
    const second = await actorOf(await redeem(await ownerToken()))
    expect(first).toMatchObject({ name: 'Owner', role: 'owner' })
    expect(second?.id).toBe(first?.id)
    expect(await db().user.count()).toBe(1)
  })

  it('works once, even for two at the same moment', async () => {
    const token = await ownerToken()
    const results = await Promise.allSettled([redeem(token), redeem(token), redeem(token)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  it('is not kept as it is: the database holds its hash alone', async () => {
    const token = await ownerToken()
    const rows = await db().$queryRaw<{ row: string }[]>`SELECT i::text AS row FROM "Invitation" i`
    expect(rows.some(({ row }) => row.includes(token))).toBe(false)
  })

  it('runs out', async () => {
    const { token } = await createLink('sign-in', { lifetimeMs: -1, role: 'owner' })
    await expect(redeem(token)).rejects.toThrow(/too old/)
  })
})

describe('an invitation', () => {
  const ada = { name: 'Ada', email: 'ADA@example.org', password: 'correct horse battery' }

  async function owner() {
    const actor = await actorOf(await redeem(await ownerToken()))
    if (!actor) throw new Error('the owner should be signed in')
    return actor
  }

  it('lets one person in, who can sign in with the password afterwards', async () => {
    const { token, invitation } = await invite(await owner(), { note: 'Ada', days: 7 })
    await auth().api.redeemInvitation({ body: { token, ...ada } })
    const signedIn = await auth().api.signInEmail({ body: { email: 'ada@example.org', password: ada.password } })
    expect(signedIn.user.name).toBe('Ada')
    expect((await listInvitations()).find(({ id }) => id === invitation.id)).toMatchObject({ usedBy: 'Ada', note: 'Ada' })
    await expect(auth().api.redeemInvitation({ body: { token, ...ada, email: 'eve@example.org' } })).rejects.toThrow(/used already/)
  })

  it('is not used up by an address that has an account already', async () => {
    const { token } = await invite(await owner(), { note: '', days: 7 })
    await expect(auth().api.redeemInvitation({ body: { token, ...ada } })).rejects.toThrow(/account with this e-mail/)
    await auth().api.redeemInvitation({ body: { token, ...ada, email: 'grace@example.org' } })
    expect(await db().user.count({ where: { email: 'grace@example.org', role: 'reviewer' } })).toBe(1)
  })

  it('cannot be used as a sign-in link, nor after it was taken back', async () => {
    const { token, invitation } = await invite(await owner(), { note: '', days: 7 })
    await expect(redeem(token)).rejects.toThrow(/used already/)
    await revokeInvitation(await owner(), invitation.id)
    await expect(auth().api.redeemInvitation({ body: { token, ...ada, email: 'mallory@example.org' } })).rejects.toThrow(/taken back/)
  })

  it('is the only way in: nobody registers by themselves', async () => {
    await expect(auth().api.signUpEmail({ body: { name: 'Eve', email: 'eve@example.org', password: 'correct horse battery' } })).rejects.toThrow(/disabled|not enabled/)
  })
})
