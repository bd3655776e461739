import type { RunKind, RunView } from '#lib/runs/contract.ts'

const names: Record<RunKind, string> = {
  import: 'Import',
  backtranslate: 'Back-translation by rule',
  verify: 'Verification',
  export: 'Export',
}

/** A run's kind as people say it. */
export function runName(kind: RunKind): string {
  return names[kind]
}

/** Done share of the whole, 0 to 1; null while the whole is not known. */
export function runProgress(run: Pick<RunView, 'total' | 'progress' | 'status'>): number | null {
  if (run.status === 'done' || run.status === 'partial') return 1
  if (run.total === null) return run.status === 'running' ? null : 0
  return run.total === 0 ? 1 : Math.min(1, run.progress / run.total)
}

/** How fast a run goes and how long it will still take, from its own start; null before that can be said. */
export function runPace(run: RunView, now: number): { perSecond: number; remainingMs: number } | null {
  if (run.status !== 'running' || !run.startedAt || !run.total || run.progress === 0) return null
  const seconds = (now - Date.parse(run.startedAt)) / 1000
  if (seconds <= 0) return null
  const perSecond = run.progress / seconds
  return { perSecond, remainingMs: ((run.total - run.progress) / perSecond) * 1000 }
}
