import type { Actor } from '#lib/auth/contract.ts'
import { AppError } from '#lib/http/errors.ts'

const managers: readonly string[] = ['owner', 'admin']

/** Whether somebody may change what everybody's work hangs on: endpoints and their keys. */
export function mayManage(actor: Pick<Actor, 'role'>): boolean {
  return managers.includes(actor.role)
}

/** Throws AppError('forbidden') for everybody but the owner and admins. `what` ends the sentence: "change endpoints". */
export function requireManager(actor: Actor, what: string): void {
  if (!mayManage(actor)) throw new AppError('forbidden', `Only the owner and admins may ${what}.`)
}
