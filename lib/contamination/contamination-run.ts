import { z } from 'zod'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { ShardedStep } from '#lib/runs/shards.ts'
import { gramsOf } from '#lib/text/ngrams.ts'

const turns = z.array(z.object({ role: z.string(), content: z.string() })).catch([])

/**
 * Looks for runs of 13 words that the pairs' prompts (earlier turns of the user, instruction, input) share with the benchmarks that are known. What an
 * earlier run found of the same pairs and benchmarks is replaced, so that looking again is no more than looking once.
 */
export const contaminationSearch: ShardedStep<'contamination'> = {
  kind: 'contamination',

  async workOn({ datasetId, params }, shard, tx) {
    const known = await tx.benchmarkList.findMany({ select: { name: true }, ...(params.lists.length > 0 ? { where: { name: { in: params.lists } } } : {}) })
    const lists = known.map(({ name }) => name)
    if (lists.length === 0) throw new AppError('invalid', 'No benchmark is known to look for: give one first.')
    const pairs = await tx.pair.findMany({
      where: { datasetId, id: { gte: shard.firstPairId, lte: shard.lastPairId } },
      select: { id: true, history: true, instruction: true, input: true },
      orderBy: { id: 'asc' },
    })
    await tx.contamination.deleteMany({ where: { datasetId, pairId: { gte: shard.firstPairId, lte: shard.lastPairId }, list: { in: lists } } })
    const grams = pairs.map(({ id, history, instruction, input }) => ({ id, grams: gramsOf(promptOf(history, instruction, input)) }))
    const having = await listsByGram(tx, lists, [...new Set(grams.flatMap((pair) => [...pair.grams]))])
    const found = grams.flatMap(({ id, grams: own }) => {
      const shared = new Map<string, number>()
      for (const gram of own) for (const list of having.get(gram) ?? []) shared.set(list, (shared.get(list) ?? 0) + 1)
      return [...shared].map(([list, n]) => ({ datasetId, pairId: id, list, shared: n, of: own.size }))
    })
    await tx.contamination.createMany({ data: found })
    const empty = grams.filter((pair) => pair.grams.size === 0).length
    const counts: RunCounts = { in: pairs.length, out: pairs.length - empty, dropped: empty > 0 ? { 'no words to compare': empty } : {} }
    return { ...counts, made: { contaminated: new Set(found.map(({ pairId }) => pairId)).size } }
  },

  summary: (counts) => `${(counts.made?.contaminated ?? 0).toLocaleString('en')} of ${counts.in.toLocaleString('en')} pairs share 13 words in a row with a benchmark.`,
}

function promptOf(history: unknown, instruction: string, input: string | null): string {
  const earlier = turns.parse(history).filter(({ role }) => role === 'user').map(({ content }) => content)
  return [...earlier, instruction, ...(input ? [input] : [])].join('\n')
}

/** Of these hashes, which benchmarks have them. */
async function listsByGram(tx: Tx, lists: readonly string[], grams: readonly bigint[]): Promise<Map<bigint, string[]>> {
  const rows = await tx.$queryRaw<{ list: string; hash: bigint }[]>`
    SELECT list, hash FROM "BenchmarkGram" WHERE hash = ANY(${grams.map(String)}::bigint[]) AND list = ANY(${[...lists]}::text[])`
  const found = new Map<bigint, string[]>()
  for (const { list, hash } of rows) found.set(hash, [...(found.get(hash) ?? []), list])
  return found
}
