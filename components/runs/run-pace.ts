import type { RunView } from '#lib/runs/contract.ts'

/** How far a run was at a moment (milliseconds). */
export interface ProgressSample {
  at: number
  progress: number
  /** Of the model calls so far, where the run makes any. */
  inputTokens?: number
  outputTokens?: number
}

/** How far back the speed looks: long enough for a batch or two, short enough to follow a pause. */
const windowMs = 20_000
const enoughMs = 1_500

/** The samples with one more, without those too old to say how fast it goes now. A step back (a fresh start) forgets all. */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): ProgressSample[] {
  const last = samples.at(-1)
  const kept = last && sample.progress < last.progress ? [] : samples.filter(({ at }) => sample.at - at <= windowMs)
  return [...kept, sample]
}

export interface Pace {
  perSecond: number
  remainingMs: number
}

/** How fast a run goes, in its unit, and how long it will still take; null before that can be said. */
export function runPace(run: Pick<RunView, 'status' | 'total' | 'progress'>, samples: readonly ProgressSample[]): Pace | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (run.status !== 'running' || !run.total || !first || !last || last.at - first.at < enoughMs) return null
  const perSecond = ((last.progress - first.progress) / (last.at - first.at)) * 1000
  if (perSecond <= 0) return null
  return { perSecond, remainingMs: (Math.max(0, run.total - run.progress) / perSecond) * 1000 }
}

/** Tokens a second lately, in and out; null before that can be said. */
export function tokenPace(samples: readonly ProgressSample[]): { in: number; out: number } | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < enoughMs) return null
  const perSecond = (from: number | undefined, to: number | undefined) => (((to ?? 0) - (from ?? 0)) / (last.at - first.at)) * 1000
  return { in: perSecond(first.inputTokens, last.inputTokens), out: perSecond(first.outputTokens, last.outputTokens) }
}
