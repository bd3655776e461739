import type { Actor } from '#lib/auth/contract.ts'
import { storeBenchmark } from '#lib/contamination/benchmark-lists.ts'
import { benchmarkFiles } from '#lib/contamination/fetch-benchmark.ts'
import { knownBenchmarks } from '#lib/contamination/known-benchmarks.ts'
import { notFound } from '#lib/http/errors.ts'

/**
 * Fetches a known benchmark's prompts and keeps them as hashes (see storeBenchmark). Answers how many there were. Throws AppError('not_found') for a name that is
 * not known, and what fetching throws, in which case what was kept under the name stays.
 */
export async function storeKnownBenchmark(actor: Actor | null, name: string, variables: Record<string, string | undefined> = process.env): Promise<number> {
  const benchmark = knownBenchmarks.find((known) => known.name === name)
  if (!benchmark) throw notFound('benchmark')
  return storeBenchmark(actor, name, await benchmarkFiles(benchmark, variables))
}
