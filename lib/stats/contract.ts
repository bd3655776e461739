import type { VerdictSaid } from '#lib/review/verdict-said.ts'

/** `GET /api/v1/datasets/:id/statistics`. Every count is of rows that the browse table can show with the matching filter. */
export interface DatasetStatistics {
  pairs: { total: number; pending: number; inReview: number; reviewed: number; exported: number }
  constraints: {
    total: number
    byType: TypeStatistics[]
    byOrigin: { origin: string; count: number }[]
    byOutcome: { outcome: VerdictSaid; count: number }[]
    byStatus: { status: string; count: number }[]
    /** How many pairs carry n constraints. */
    perPair: { constraints: number; pairs: number }[]
  }
  decisions: {
    total: number
    byKind: { kind: string; count: number }[]
    byReason: { reason: string; count: number }[]
    byReviewer: { reviewer: string; accepted: number; edited: number; rejected: number; undone: number; medianMs: number | null }[]
    byDay: { day: string; count: number }[]
  }
  /** Whitespace-separated words of the responses, in bands of 50 up to 1000. */
  responseWords: { from: number; to: number | null; pairs: number }[]
  sources: { source: string; pairs: number }[]
  languages: { language: string | null; pairs: number }[]
}

export interface TypeStatistics {
  type: string
  label: string
  facet: string
  total: number
  pass: number
  fail: number
  unsure: number
  /** By a model, where no program can tell. */
  judged: number
  undecidable: number
  accepted: number
  rejected: number
  pending: number
}
