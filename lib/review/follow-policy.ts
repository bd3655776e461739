import type { Tx } from '#lib/db/client.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { settleRefinements } from '#lib/review/refinement.ts'
import { settlePair } from '#lib/review/settle.ts'
import { clearOpenSlots } from '#lib/review/slots.ts'
import { policyOfDataset, wantedFor, wantedSql } from '#lib/review/wanted.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { Shard, ShardedStep } from '#lib/runs/shards.ts'

const asItIs = 'nothing to bring in line'

/** Whether the one asks for other numbers of people than the other, so that what stands may change. */
export function asksForOthers(before: ReviewPolicy, after: ReviewPolicy): boolean {
  return before.overlap !== after.overlap || (after.overlap > 1 && before.share !== after.share)
}

/**
 * Brings every pair that somebody has decided something of in line with the dataset's policy: with more people wanted, what is short of
 * them waits again; with fewer, what is there is enough. What people said is kept, and where there are more places than are wanted, those
 * that nobody has filled are taken away. Safe to repeat and to leave in the middle; of two at once, the slower goes by the newer policy too.
 */
export const followPolicy: ShardedStep<'settle'> = {
  kind: 'settle',

  async workOn({ datasetId }, shard, tx) {
    const [size] = await tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM "Pair" WHERE "datasetId" = ${datasetId}::uuid AND id BETWEEN ${shard.firstPairId}::uuid AND ${shard.lastPairId}::uuid`
    const ids = await pairsToSettle(tx, datasetId, shard)
    if (ids.length > 0) {
      await tx.$queryRaw`SELECT id FROM "Pair" WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`
      // As it is once the pairs are locked: one saved later waits for them, and a run of its own goes through them after.
      const policy = await policyOfDataset(tx, datasetId)
      for (const id of ids) {
        await settlePair(tx, datasetId, id, wantedFor(policy, id))
        await settleRefinements(tx, id, wantedFor(policy, id), policy)
      }
      // Only where there are too many: else saving a policy anew would take pairs from those who are at them.
      const places = await tx.reviewSlot.groupBy({ by: ['pairId'], where: { pairId: { in: ids } }, _count: true })
      await clearOpenSlots(tx, places.flatMap(({ pairId, _count }) => (_count > wantedFor(policy, pairId) ? [pairId] : [])))
      await refreshPairs(tx, ids)
    }
    const looked = size?.n ?? 0
    const counts: RunCounts = { in: looked, out: ids.length, dropped: {} }
    if (looked > ids.length) counts.dropped[asItIs] = looked - ids.length
    return counts
  },

  summary: ({ out }) => `${out === 1 ? 'One pair' : `${out.toLocaleString('en')} pairs`} with decisions brought in line with the policy.`,
}

/**
 * The pairs of a shard that may not follow the policy yet. Where one person is wanted, what they decided for everybody stands, and nobody need
 * go through all of that. Where more are, whoever has a place may just be deciding for everybody still.
 */
async function pairsToSettle(tx: Tx, datasetId: string, { firstPairId, lastPairId }: Shard): Promise<string[]> {
  const policy = await policyOfDataset(tx, datasetId)
  const pairs = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text AS id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.id BETWEEN ${firstPairId}::uuid AND ${lastPairId}::uuid
      AND (EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = p.id)
        OR EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = p.id AND (s."doneAt" IS NOT NULL OR ${wantedSql(policy)} > 1))
        OR (${wantedSql(policy)} > 1 AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."pairId" = p.id))
        OR EXISTS (SELECT 1 FROM "Variant" v JOIN "RefinementDecision" r ON r."variantId" = v.id
          WHERE v."pairId" = p.id AND v.kind = 'refined' AND (${wantedSql(policy)} > 1 OR v.status IN ('pending', 'disputed')))
        OR (SELECT count(*) FROM "ReviewSlot" s WHERE s."pairId" = p.id) > ${wantedSql(policy)})
    ORDER BY p.id`
  return pairs.map(({ id }) => id)
}
