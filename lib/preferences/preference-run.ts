import { toJson } from '#lib/db/json.ts'
import { newId } from '#lib/db/id.ts'
import { loadPairStates } from '#lib/generation/run/pair-states.ts'
import { holdOffTakeDowns } from '#lib/pairs/taken-down.ts'
import { makePreferences } from '#lib/preferences/make-preferences.ts'
import type { FoundPreference } from '#lib/preferences/candidate.ts'
import { lockPairsAndOthers } from '#lib/preferences/lock-pairs-and-others.ts'
import { otherResponses, type OtherResponse } from '#lib/preferences/other-responses.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { ShardedStep } from '#lib/runs/shards.ts'

/**
 * Makes preferences as a run of its own, which asks no model. A pair that gives none is counted under the reason; of the texts compared, each
 * became a preference, was one before, or is counted under the reason why not. Running it again makes nothing twice.
 */
export const preferenceMaking: ShardedStep<'preferences'> = {
  kind: 'preferences',
  // Breaking eight constraints of a response by the smallest edits takes a tenth of a second, of a long one several.
  pairsAShard: 25,

  async workOn({ datasetId, runId, seed, params }, shard, tx) {
    // What others say is taken over: nothing of it may be committed behind the back of who takes it down.
    await holdOffTakeDowns(tx)
    const pairs = await tx.pair.findMany({ where: { datasetId, id: { gte: shard.firstPairId, lte: shard.lastPairId } }, select: { id: true }, orderBy: { id: 'asc' } })
    const others = params.methods.includes('answers') ? await otherResponses(tx, datasetId, pairs.map(({ id }) => id)) : new Map<string, OtherResponse[]>()
    const there = await lockPairsAndOthers(tx, datasetId, shard, [...others.values()].flat().map(({ pairId }) => pairId))
    const states = await loadPairStates(pairs.map(({ id }) => id))
    const counts: RunCounts = { in: pairs.length, out: 0, dropped: {} }
    const made: Record<string, number> = { candidates: 0, preferences: 0 }
    const add = (name: string, n: number): void => {
      if (n > 0) made[name] = (made[name] ?? 0) + n
    }
    const found: (FoundPreference & { pairId: string })[] = []
    for (const { id } of pairs) {
      const state = states.get(id)
      const asking = others.get(id) ?? []
      const standing = asking.filter(({ pairId }) => there.has(pairId))
      add('the other pair is gone', asking.length - standing.length)
      add('candidates', asking.length - standing.length)
      const { preferences, refused, dropped } = state ? makePreferences(state, params, seed, standing) : { preferences: [], refused: {}, dropped: 'the pair is gone' }
      if (dropped === null) counts.out++
      else counts.dropped[dropped] = (counts.dropped[dropped] ?? 0) + 1
      for (const [reason, n] of Object.entries(refused)) {
        add(reason, n)
        add('candidates', n)
      }
      found.push(...preferences.map((preference) => ({ ...preference, pairId: id })))
    }
    const written = await tx.preference.createManyAndReturn({
      skipDuplicates: true,
      select: { method: true },
      data: found.map(({ violated, evidence, demands, ...preference }) => ({
        ...preference,
        id: newId(),
        datasetId,
        runId,
        demands: toJson(demands),
        violatedConstraintIds: violated,
        evidence: toJson(evidence),
      })),
    })
    add('candidates', found.length)
    add('preferences', written.length)
    add('known already', found.length - written.length)
    for (const { method } of written) add(method, 1)
    return { ...counts, made }
  },

  summary: (counts) => `${(counts.made?.preferences ?? 0).toLocaleString('en')} preferences made of ${counts.out.toLocaleString('en')} of ${counts.in.toLocaleString('en')} pairs; in each it is proven what the rejected text fails.`,
}
