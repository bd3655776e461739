import { constraintsByRule } from '#lib/generation/constraints-by-rule.ts'
import { seededRng } from '#lib/random.ts'
import { insertConstraints, lockPairs, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { ShardedStep } from '#lib/runs/shards.ts'

/**
 * Back-translation by rule as a run of its own: the seed and the pair's content decide the choices, not the order of work.
 */
export const ruleBacktranslation: ShardedStep<'backtranslate'> = {
  kind: 'backtranslate',

  async workOn({ datasetId, runId, seed, params }, shard, tx) {
    await lockPairs(tx, datasetId, shard.firstPairId, shard.lastPairId)
    const pairs = await tx.pair.findMany({
      where: { datasetId, id: { gte: shard.firstPairId, lte: shard.lastPairId } },
      select: { id: true, contentHash: true, instruction: true, input: true, response: true, language: true, constraintCount: true },
    })
    const present = await tx.constraint.findMany({
      where: { pairId: { in: pairs.filter((pair) => pair.constraintCount > 0).map((pair) => pair.id) }, origin: 'rule' },
      select: { pairId: true, type: true },
    })
    const has = new Map<string, Set<string>>()
    for (const { pairId, type } of present) has.set(pairId, (has.get(pairId) ?? new Set()).add(type))
    const counts: RunCounts = { in: pairs.length, out: 0, dropped: {}, made: { constraints: 0 } }
    const made: (NewConstraint & { contentHash: string })[] = []
    for (const pair of pairs) {
      const found = constraintsByRule(pair, has.get(pair.id) ?? new Set(), seededRng(seed, pair.contentHash, 'rule'), params)
      if ('dropped' in found) {
        counts.dropped[found.dropped] = (counts.dropped[found.dropped] ?? 0) + 1
        continue
      }
      counts.out++
      for (const [index, { type, text, checker, measured, detail, evidence }] of found.constraints.entries()) {
        made.push({
          pairId: pair.id,
          contentHash: pair.contentHash,
          position: pair.constraintCount + index,
          type,
          rawType: null,
          text,
          origin: 'rule',
          checker,
          verdict: { outcome: 'pass', measured, detail, evidence },
        })
      }
    }
    const constraints = (await insertConstraints(tx, datasetId, runId, made)).filter(({ isNew }) => isNew).length
    await refreshPairs(tx, [...new Set(made.map((constraint) => constraint.pairId))])
    return { ...counts, made: { constraints } }
  },

  summary: (counts) => `${(counts.made?.constraints ?? 0).toLocaleString('en')} constraints made for ${counts.out.toLocaleString('en')} of ${counts.in.toLocaleString('en')} ${counts.in === 1 ? 'pair' : 'pairs'}; each is proven.`,
}
