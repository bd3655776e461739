/** One thing that happened to a pair. `at` is when, in ISO 8601. */
export type PairEvent = { at: string } & (
  | { kind: 'imported'; runId: string | null; file: string | null; line: number | null; source: string }
  /** Constraints that a run, an import or a person gave it, all at once. */
  | { kind: 'constraints'; runId: string | null; runKind: string | null; made: number; origins: string[] }
  | { kind: 'call'; generationId: string; runId: string | null; step: string; model: string; ok: boolean }
  /** A tag put on or taken off; `by` is null where it came with an import, or from somebody who has left. */
  | { kind: 'tag'; name: string; added: boolean; by: string | null; runId: string | null; imported: boolean }
  /** What a check said of a constraint as it then read; `detail` has the measure against the bound. `method` is whose word it is, `generationId` a judge's call. */
  | { kind: 'verdict'; text: string; method: 'rule' | 'llm' | 'human'; outcome: 'pass' | 'fail' | 'unsure' | 'error'; checker: string | null; detail: string; generationId: string | null; runId: string | null }
  | { kind: 'decision'; decision: 'accept' | 'edit' | 'reject' | 'skip' | 'flag' | 'undo'; by: string | null; text: string; reason: string | null }
)

/** `GET /api/v1/pairs/:id/history`, newest first. */
export interface PairHistory {
  events: PairEvent[]
  /** The first pair that says nearly the same, by id; null for a first one itself, and where nothing is known. */
  nearDuplicateOf: string | null
  /** How many pairs say nearly what this one says, it being the first. */
  nearDuplicates: number
  /** The lists of benchmark prompts that its own shares a run of 13 words with, by name. */
  benchmarks: string[]
  /** What goes with the pair when it is deleted. */
  goes: { constraints: number; decisions: number; calls: number; variants: number; preferences: number; comments: number; tags: number }
}
