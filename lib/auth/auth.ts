import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { joinInput, signInLinkInput } from '#lib/auth/contract.ts'
import { claimInvitation, markClaimed, ownerProfile } from '#lib/auth/invitations.ts'
import { sessionTimes } from '#lib/auth/quick-session.ts'
import { env } from '#lib/config/env.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'

/**
 * Sign-in. Nobody can register by themselves: the owner comes by the one-time link that `npm start` prints, everybody else by
 * an invitation link; both are redeemed by the two endpoints below, which are called by routes of our own only.
 */
function createAuth() {
  return betterAuth({
    appName: 'Pincer',
    secret: env().PINCER_SECRET,
    baseURL: env().PINCER_URL,
    trustedOrigins: trustedOrigins(),
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: sessionTimes,
    user: { additionalFields: { role: { type: 'string', required: false, defaultValue: 'reviewer', input: false } } },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: { cookiePrefix: 'pincer', useSecureCookies: env().PINCER_URL.startsWith('https://') },
    telemetry: { enabled: false },
    plugins: [links()],
  })
}

let instance: ReturnType<typeof createAuth> | undefined

/** The process's better-auth instance. */
export function auth(): ReturnType<typeof createAuth> {
  instance ??= createAuth()
  return instance
}

function links() {
  return {
    id: 'pincer-links',
    endpoints: {
      redeemSignInLink: createAuthEndpoint('/link/sign-in', { method: 'POST', body: signInLinkInput }, async (ctx) => {
        const invitation = await claimInvitation(ctx.body.token, 'sign-in')
        const profile = ownerProfile()
        const existing = await ctx.context.internalAdapter.findUserByEmail(profile.email)
        const user = existing?.user ?? (await ctx.context.internalAdapter.createUser({ ...profile, emailVerified: true }, { method: 'magic-link' }))
        await markClaimed(invitation.id, user.id)
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ ok: true })
      }),
      redeemInvitation: createAuthEndpoint('/link/join', { method: 'POST', body: joinInput }, async (ctx) => {
        const email = ctx.body.email.toLowerCase()
        const existing = await ctx.context.internalAdapter.findUserByEmail(email)
        if (existing) throw new AppError('conflict', 'There is an account with this e-mail address already: sign in with its password.')
        const invitation = await claimInvitation(ctx.body.token, 'join')
        const profile = {
          name: ctx.body.name,
          email,
          emailVerified: false,
          role: invitation.role,
        }
        const user = await ctx.context.internalAdapter.createUser(profile, { method: 'magic-link' })
        await ctx.context.internalAdapter.linkAccount({
          userId: user.id,
          accountId: user.id,
          providerId: 'credential',
          password: await ctx.context.password.hash(ctx.body.password),
        })
        await markClaimed(invitation.id, user.id)
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ ok: true })
      }),
    },
  }
}

/** The page may be opened as 127.0.0.1 or as localhost; both are this server. */
function trustedOrigins(): string[] {
  const url = new URL(env().PINCER_URL)
  const twin = url.hostname === '127.0.0.1' ? 'localhost' : url.hostname === 'localhost' ? '127.0.0.1' : null
  return twin ? [url.origin, `${url.protocol}//${twin}${url.port ? `:${url.port}` : ''}`] : [url.origin]
}
