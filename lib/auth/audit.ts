import type { Actor } from '#lib/auth/contract.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'

/** Appends to the record of who did what; pass the transaction that does it, so that both happen or neither. */
export async function audit(
  tx: Db | Tx,
  actor: Actor | null,
  event: { action: string; targetType: string; targetId?: string; before?: Prisma.InputJsonValue; after?: Prisma.InputJsonValue },
): Promise<void> {
  await tx.auditEvent.create({ data: { ...event, actorId: actor?.id ?? null, actorName: actor?.name ?? null } })
}
