import { createHash, randomBytes } from 'node:crypto'
import type { Actor, InvitationView } from '#lib/auth/contract.ts'
import { audit } from '#lib/auth/audit.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

type LinkKind = 'sign-in' | 'join'

const day = 24 * 60 * 60 * 1000

/** Who the one-time link of `npm start` signs in: the owner, a user like any other but for the role. */
export function ownerProfile() {
  return { name: 'Owner', email: 'owner@pincer.localhost', role: 'owner' }
}

/** Makes a link token of 256 random bits; only its SHA-256 is stored. */
export async function createLink(
  kind: LinkKind,
  options: { createdById?: string; note?: string; lifetimeMs: number; role?: string },
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url')
  const invitation = await db().invitation.create({
    data: {
      id: newId(),
      kind,
      tokenHash: hashToken(token),
      role: options.role ?? 'reviewer',
      note: options.note || null,
      createdById: options.createdById ?? null,
      expiresAt: new Date(Date.now() + options.lifetimeMs),
    },
  })
  return { id: invitation.id, token }
}

/**
 * Takes a link: of two requests with one token, one gets it.
 * Throws AppError('invalid') when the link is unknown, used or too old.
 */
export async function claimInvitation(token: string, kind: LinkKind): Promise<{ id: string; role: string }> {
  const tokenHash = hashToken(token)
  const { count } = await db().invitation.updateMany({
    where: { tokenHash, kind, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  })
  if (count === 0) throw new AppError('invalid', refusal(kind))
  const invitation = await db().invitation.findUniqueOrThrow({ where: { tokenHash } })
  return { id: invitation.id, role: invitation.role }
}

/** Notes who used the link. */
export async function markClaimed(id: string, userId: string): Promise<void> {
  await db().invitation.update({ where: { id }, data: { usedById: userId } })
}

/** Invitations that people were sent, newest first. */
export async function listInvitations(): Promise<InvitationView[]> {
  const rows = await db().invitation.findMany({
    where: { kind: 'join' },
    orderBy: { id: 'desc' },
    take: 200,
    include: { createdBy: { select: { name: true } } },
  })
  const users = await db().user.findMany({
    where: { id: { in: rows.flatMap((row) => row.usedById ?? []) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(users.map((user) => [user.id, user.name]))
  return rows.map((row) => ({
    id: row.id,
    note: row.note,
    createdBy: row.createdBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
    usedBy: row.usedById ? (nameOf.get(row.usedById) ?? null) : null,
  }))
}

/** Makes an invitation; the link is told once and never again. */
export async function invite(actor: Actor, input: { note: string; days: number }): Promise<{ invitation: InvitationView; token: string }> {
  const { id, token } = await createLink('join', { createdById: actor.id, note: input.note, lifetimeMs: input.days * day })
  await audit(db(), actor, { action: 'invitation.create', targetType: 'invitation', targetId: id, after: { note: input.note } })
  const invitation = (await listInvitations()).find((item) => item.id === id)
  if (!invitation) throw notFound('invitation')
  return { invitation, token }
}

/** Takes back an invitation that nobody has used. */
export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  const { count } = await db().invitation.deleteMany({ where: { id, kind: 'join', usedAt: null } })
  if (count === 0) throw notFound('unused invitation')
  await audit(db(), actor, { action: 'invitation.revoke', targetType: 'invitation', targetId: id })
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function refusal(kind: LinkKind): string {
  return kind === 'sign-in'
    ? 'This sign-in link was used already or is too old. Run "npx pincer sign-in" where Pincer runs for a new one.'
    : 'This invitation was used already, was taken back or is too old. Ask for a new one.'
}
