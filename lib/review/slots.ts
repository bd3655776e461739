import type { Tx } from '#lib/db/client.ts'

/** How long a pair stays with who has it, in seconds, once nothing more is heard from their page. */
export const leaseSeconds = 120

/**
 * Brings the places at a pair in line with who has decided all of it: theirs are done, all others are not. Somebody who had
 * no place (their lease went to another meanwhile, or they came by a link) takes one that is free, or one more is made.
 */
export async function syncSlots(tx: Tx, datasetId: string, pairId: string, submitters: readonly string[]): Promise<void> {
  const those = [...submitters]
  // Whoever takes a decision back is at the pair just now.
  await tx.$executeRaw`
    UPDATE "ReviewSlot" SET "doneAt" = NULL, "leasedUntil" = now() + make_interval(secs => ${leaseSeconds})
    WHERE "pairId" = ${pairId}::uuid AND "doneAt" IS NOT NULL AND "reviewerId" <> ALL (${those}::text[])`
  if (those.length === 0) return
  await tx.$executeRaw`
    UPDATE "ReviewSlot" SET "doneAt" = now(), "leasedUntil" = NULL WHERE "pairId" = ${pairId}::uuid AND "doneAt" IS NULL AND "reviewerId" = ANY (${those}::text[])`
  const placed = await tx.reviewSlot.findMany({ where: { pairId, reviewerId: { in: those } }, select: { reviewerId: true } })
  for (const reviewerId of those.filter((id) => placed.every((slot) => slot.reviewerId !== id))) {
    const taken = await tx.$executeRaw`
      UPDATE "ReviewSlot" SET "reviewerId" = ${reviewerId}, "doneAt" = now(), "leasedUntil" = NULL
      WHERE "pairId" = ${pairId}::uuid AND slot = (SELECT slot FROM "ReviewSlot" WHERE "pairId" = ${pairId}::uuid AND "doneAt" IS NULL
        AND ("leasedUntil" IS NULL OR "leasedUntil" <= now()) ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED)`
    if (taken === 0) {
      await tx.$executeRaw`
        INSERT INTO "ReviewSlot" ("datasetId", "pairId", slot, "reviewerId", "doneAt")
        SELECT ${datasetId}::uuid, ${pairId}::uuid, coalesce(max(slot), 0) + 1, u.id, now() FROM "User" u LEFT JOIN "ReviewSlot" s ON s."pairId" = ${pairId}::uuid
        WHERE u.id = ${reviewerId} GROUP BY u.id ON CONFLICT DO NOTHING`
    }
  }
}

/** Who had decided all of a pair has something left now: their places are open again, for them or for others. */
export async function reopenSlots(tx: Tx, pairIds: string[]): Promise<void> {
  if (pairIds.length > 0) await tx.$executeRaw`UPDATE "ReviewSlot" SET "doneAt" = NULL WHERE "pairId" = ANY (${pairIds}::uuid[]) AND "doneAt" IS NOT NULL`
}

/** Takes the places of pairs away that nobody has filled, and numbers the filled ones from 1, so that as many are made anew as are wanted. */
export async function clearOpenSlots(tx: Tx, pairIds: readonly string[]): Promise<void> {
  const those = [...pairIds]
  await tx.$executeRaw`DELETE FROM "ReviewSlot" WHERE "pairId" = ANY (${those}::uuid[]) AND "doneAt" IS NULL`
  await tx.$executeRaw`
    UPDATE "ReviewSlot" s SET slot = -r.place FROM (
      SELECT "pairId", slot, row_number() OVER (PARTITION BY "pairId" ORDER BY slot) AS place FROM "ReviewSlot" WHERE "pairId" = ANY (${those}::uuid[])) r
    WHERE r."pairId" = s."pairId" AND r.slot = s.slot`
  await tx.$executeRaw`UPDATE "ReviewSlot" SET slot = -slot WHERE "pairId" = ANY (${those}::uuid[]) AND slot < 0`
}
