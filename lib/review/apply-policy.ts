import { db } from '#lib/db/client.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { settlePair } from '#lib/review/settle.ts'
import { clearOpenSlots } from '#lib/review/slots.ts'
import { policyOfDataset, wantedFor } from '#lib/review/wanted.ts'

const chunk = 200

/**
 * Brings every pair that somebody has decided something of in line with the dataset's policy: with more people wanted, what is short of
 * them waits again; with fewer, what is there is enough. What people said is kept, and places that nobody has filled are made anew as they
 * are wanted. Safe to repeat, so that one that was interrupted is made good by saving the policy again. Answers how many pairs it looked at.
 */
export async function applyPolicy(datasetId: string): Promise<number> {
  const policy = await policyOfDataset(db(), datasetId)
  let after = '00000000-0000-0000-0000-000000000000'
  for (let looked = 0; ; ) {
    const pairs = await db().$queryRaw<{ id: string }[]>`
      SELECT p.id::text AS id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id > ${after}::uuid
        AND (EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id) OR EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = p.id))
      ORDER BY p.id LIMIT ${chunk}`
    const ids = pairs.map(({ id }) => id)
    const last = ids.at(-1)
    if (!last) return looked
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM "Pair" WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`
        for (const id of ids) await settlePair(tx, datasetId, id, wantedFor(policy, id))
        await clearOpenSlots(tx, ids)
        await refreshPairs(tx, ids)
      },
      { timeout: 120_000 },
    )
    looked += ids.length
    after = last
  }
}
