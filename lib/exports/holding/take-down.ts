import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { db, type Tx } from '#lib/db/client.ts'
import type { Pair } from '#lib/db/generated/client.ts'
import { exportsHolding, type Found } from '#lib/exports/holding/find-holding.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { lockTakeDowns, pairsSaying } from '#lib/pairs/taken-down.ts'
import { removePair } from '#lib/review/pair-history.ts'
import { inSlot, slots } from '#lib/runs/slots.ts'

/** One at a time in this process: each holds a connection, with the lock that keeps all others off, while it looks for exports over another. Those that waited for the lock would hold all that there are. */
const takers = slots(1)

/**
 * Takes a pair down on request: it goes from every dataset that has it, its hash keeps it out of imports, and the exports that hold it are
 * remembered, those without an index looked through. Answers how many those are. Throws AppError('forbidden' | 'not_found').
 */
export async function takeDown(actor: Actor, pairId: string, reason: string, signal: AbortSignal): Promise<{ exports: number }> {
  requireManager(actor, 'take pairs down')
  const pair = await db().pair.findUnique({ where: { id: pairId }, select: { contentHash: true, instruction: true, response: true } })
  if (!pair) throw notFound('pair')
  return inSlot(takers, signal, () => takeAllDown(actor, { id: pairId, ...pair }, reason, signal))
}

async function takeAllDown(actor: Actor, { id: pairId, contentHash, ...texts }: Pick<Pair, 'id' | 'contentHash' | 'instruction' | 'response'>, reason: string, signal: AbortSignal): Promise<{ exports: number }> {
  const wanted = { id: rowIdOf(contentHash), texts }
  const before = await exportsHolding(wanted, { thorough: true, signal })
  return db().$transaction(
    async (tx) => {
      await lockTakeDowns(tx)
      // Exports that were finished while the others were looked through.
      const since = await exportsHolding(wanted, { thorough: true, signal, except: before.lookedAt })
      const held = [...before.exports, ...since.exports]
      const record = { reason, byId: actor.id, byName: actor.name }
      await tx.takenDown.upsert({ where: { contentHash }, create: { contentHash, ...record }, update: record })
      await remember(tx, contentHash, held)
      const pairs = await pairsSaying(tx, contentHash)
      for (const { id } of pairs) {
        // One that is deleted at this moment, with its dataset or by itself, is gone as it should be.
        await removePair(tx, actor, id).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'not_found')) throw error
        })
      }
      await audit(tx, actor, { action: 'pair.take-down', targetType: 'pair', targetId: pairId, after: { contentHash, reason, pairs: pairs.length, exports: held.length } })
      return { exports: held.length }
    },
    { timeout: 600_000 },
  )
}

/** Writes down which exports hold what was taken down. */
export async function remember(tx: Tx, contentHash: string, held: readonly Found[]): Promise<void> {
  await tx.takenDownHold.createMany({
    data: held.map(({ exportId, places, rows }) => ({ contentHash, exportId, places: places.map((place) => ({ ...place })), rows })),
    skipDuplicates: true,
  })
}
