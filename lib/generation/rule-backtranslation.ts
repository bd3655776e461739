import { backTranslate } from '#lib/constraints/index.ts'
import { seededRng } from '#lib/random.ts'
import { insertConstraints, lockPairs, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { ShardedStep } from '#lib/runs/shards.ts'

/** Measuring takes minutes and gigabytes for a response of 30 million; nobody trains on one of a million. */
const longestResponse = 1_000_000

/**
 * Back-translation by rule: measures each response and states what it meets (the corrected generators of Crab's six families,
 * arXiv 2410.24175). A type that a pair has a rule-made constraint of already is left as it is, so that running it again
 * adds only what is missing. The seed and the pair's content decide the choices, not the order of work.
 */
export const ruleBacktranslation: ShardedStep<'backtranslate'> = {
  async workOn({ datasetId, runId, seed, params }, shard, tx) {
    await lockPairs(tx, datasetId, shard.firstPairId, shard.lastPairId)
    const pairs = await tx.pair.findMany({
      where: { datasetId, id: { gte: shard.firstPairId, lte: shard.lastPairId } },
      select: { id: true, contentHash: true, instruction: true, input: true, response: true, constraintCount: true },
    })
    const present = await tx.constraint.findMany({
      where: { pairId: { in: pairs.filter((pair) => pair.constraintCount > 0).map((pair) => pair.id) }, origin: 'rule' },
      select: { pairId: true, type: true },
    })
    const has = new Set(present.map((constraint) => `${constraint.pairId} ${constraint.type}`))
    const counts: RunCounts = { in: pairs.length, out: 0, dropped: {}, made: { constraints: 0 } }
    const made: (NewConstraint & { contentHash: string })[] = []
    for (const pair of pairs) {
      if (pair.response.length > longestResponse) {
        counts.dropped['response of more than 1,000,000 characters'] = (counts.dropped['response of more than 1,000,000 characters'] ?? 0) + 1
        continue
      }
      const instruction = pair.input ? `${pair.instruction}\n${pair.input}` : pair.instruction
      const found = backTranslate({ instruction, response: pair.response }, seededRng(seed, pair.contentHash, 'rule'), params)
      const fresh = found.filter((constraint) => !has.has(`${pair.id} ${constraint.type}`))
      const reason = found.length === 0 ? 'nothing worth stating' : fresh.length === 0 ? 'had these constraints already' : null
      if (reason) counts.dropped[reason] = (counts.dropped[reason] ?? 0) + 1
      else counts.out++
      for (const [index, { type, text, checker, measured, detail, evidence }] of fresh.entries()) {
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
    const constraints = await insertConstraints(tx, datasetId, runId, made)
    await refreshPairs(tx, [...new Set(made.map((constraint) => constraint.pairId))])
    return { ...counts, made: { constraints } }
  },

  summary: (counts) => `${counts.made?.constraints ?? 0} constraints made for ${counts.out} of ${counts.in} pairs; each is proven.`,
}
