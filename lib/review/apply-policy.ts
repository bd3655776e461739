import { db } from '#lib/db/client.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { settlePair } from '#lib/review/settle.ts'
import { clearOpenSlots } from '#lib/review/slots.ts'
import { policyOfDataset, wantedFor, wantedSql } from '#lib/review/wanted.ts'

const chunk = 200

/**
 * Brings every pair that somebody has decided something of in line with the dataset's policy: with more people wanted, what is short of
 * them waits again; with fewer, what is there is enough. What people said is kept, and where there are more places than are wanted, those
 * that nobody has filled are taken away. Safe to repeat, so that one that was interrupted is made good by saving the policy again; of
 * two at once, the slower settles by the newer policy too. Answers how many pairs it looked at.
 */
export async function applyPolicy(datasetId: string): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let looked = 0; ; ) {
    const ids = await nextToSettle(datasetId, after)
    const last = ids.at(-1)
    if (!last) return looked
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM "Pair" WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`
        // As it is once the pairs are locked: one saved later waits for them, and settles them after.
        const policy = await policyOfDataset(tx, datasetId)
        for (const id of ids) await settlePair(tx, datasetId, id, wantedFor(policy, id))
        // Only where there are too many: else saving a policy anew would take pairs from those who are at them.
        const places = await tx.reviewSlot.groupBy({ by: ['pairId'], where: { pairId: { in: ids } }, _count: true })
        await clearOpenSlots(tx, places.flatMap(({ pairId, _count }) => (_count > wantedFor(policy, pairId) ? [pairId] : [])))
        await refreshPairs(tx, ids)
      },
      { timeout: 120_000 },
    )
    looked += ids.length
    after = last
  }
}

/**
 * The next pairs that may not follow the policy yet. Where one person is wanted, what they decided for everybody stands: saving a policy
 * need not go through all of that. Where more are, whoever has a place may just be deciding for everybody still.
 */
async function nextToSettle(datasetId: string, after: string): Promise<string[]> {
  const policy = await policyOfDataset(db(), datasetId)
  const pairs = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id::text AS id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id > ${after}::uuid
      AND (EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = p.id)
        OR EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = p.id AND (s."doneAt" IS NOT NULL OR ${wantedSql(policy)} > 1))
        OR (${wantedSql(policy)} > 1 AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id))
        OR (SELECT count(*) FROM "ReviewSlot" s WHERE s."pairId" = p.id) > ${wantedSql(policy)})
    ORDER BY p.id LIMIT ${chunk}`
  return pairs.map(({ id }) => id)
}
