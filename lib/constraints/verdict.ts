/** What a check of a constraint came to. `error` means that the check could not run, and is never a pass. */
export type VerdictOutcome = 'pass' | 'fail' | 'unsure' | 'error'

/** A stretch of the response, in UTF-16 code units, that supports or violates a constraint. */
export interface EvidenceSpan {
  start: number
  end: number
  role: 'support' | 'violation'
}

export interface CheckResult {
  outcome: VerdictOutcome
  /** The number that decides: words counted, the longest sentence, occurrences of a forbidden mark. */
  measured: number | null
  /** One plain sentence: measure against bound. */
  detail: string
  /** What satisfies it or what breaks it, in order, at most `mostEvidence`. */
  evidence: EvidenceSpan[]
}

/** Names a checker with its parameters. */
export interface CheckerRef {
  id: string
  kwargs: Record<string, unknown>
  version: number
}

/** More places than this are not kept: whoever shows them says so. */
export const mostEvidence = 50

/** Cuts evidence to what a screen can show. */
export function asEvidence(spans: readonly { start: number; end: number }[], role: EvidenceSpan['role']): EvidenceSpan[] {
  return spans.slice(0, mostEvidence).map(({ start, end }) => ({ start, end, role }))
}

/** A result with its evidence: what violates where it fails, what supports otherwise. Empty spans are left out. */
export function judged(outcome: 'pass' | 'fail' | 'unsure', measured: number | null, detail: string, spans: readonly { start: number; end: number }[]): CheckResult {
  const shown = spans.filter(({ start, end }) => start < end)
  return { outcome, measured, detail, evidence: asEvidence(shown, outcome === 'fail' ? 'violation' : 'support') }
}

/** What a measure is where honest readings differ: "9 to 11 words, as one counts". */
export function inDoubt(a: number, b: number, many: string): string {
  return `${Math.min(a, b)} to ${Math.max(a, b)} ${many}, as one counts`
}
