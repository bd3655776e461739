import { audit } from '#lib/auth/audit.ts'
import type { Actor, ProfileInput } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** Sets what somebody knows: one's own, or anybody's for the owner and admins. Throws AppError('forbidden' | 'not_found'). */
export async function setProfile(actor: Actor, id: string, { languages, skills }: ProfileInput): Promise<{ languages: string[]; skills: string[] }> {
  if (id !== actor.id && !mayManage(actor)) throw new AppError('forbidden', 'Only the owner and admins may change what others know.')
  const before = await db().user.findUnique({ where: { id }, select: { languages: true, skills: true } })
  if (!before) throw notFound('person')
  const after = { languages: [...new Set(languages)], skills: [...new Set(skills)] }
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: after })
    await audit(tx, actor, { action: 'person.profile', targetType: 'person', targetId: id, before, after })
  })
  return after
}
