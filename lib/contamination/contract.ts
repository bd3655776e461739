import { z } from 'zod'

/** `yes` and `no` are taken: the filter uses them. */
export const benchmarkName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'A name has small letters, digits, dots, dashes and underscores').refine((name) => name !== 'yes' && name !== 'no', 'This name means something else in a filter')

/** Which benchmarks to look for; all that are known where none is named. */
export const contaminationParams = z.object({ lists: z.array(benchmarkName).max(50).default([]) })

/** `GET /api/v1/datasets/:id/statistics/contamination?<PairFilter>`. */
export interface ContaminationView {
  /** Every benchmark that the installation knows, with the pairs that share a run of 13 words with it. */
  lists: { name: string; prompts: number; pairs: number }[]
  /** Pairs that share one with any. */
  pairs: number
  /** The last run that looked, of the whole dataset. */
  run: { id: string; status: string; at: string } | null
}

/** `GET /api/v1/benchmarks/known`: benchmarks whose prompts need not be given as a file, and where they come from: an address, or a folder. */
export interface KnownBenchmarks {
  source: string
  benchmarks: { name: string; label: string }[]
}

/** `GET /api/v1/datasets/:id/benchmark-searches` answers {searches: BenchmarkSearch[]}, every benchmark that is known. */
export interface BenchmarkSearch {
  name: string
  /** The last finished search for it; null where there was none. `added`: pairs that came since, which nobody has looked at. */
  search: { runId: string; at: string | null; added: number } | null
}
