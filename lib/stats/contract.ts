import type { BuildStep } from '#lib/datasets/build-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'
import type { Forecast } from '#lib/stats/forecast.ts'

/**
 * `GET /api/v1/datasets/:id/statistics?<PairFilter>`. Every count is of rows that the browse table can show with the matching filter; decisions are
 * without those that the reader may not know of yet (lib/stats/reader).
 */
export interface DatasetStatistics {
  /** `exported`: null of a filter, and where nothing was exported. */
  pairs: { total: number; pending: number; inReview: number; reviewed: number; exported: Exported | null }
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
    /** Null for who may not see how people work. */
    byReviewer: ReviewerStatistics[] | null
    byDay: { day: string; count: number }[]
  }
  /** Whitespace-separated words of the responses, in bands of 50 up to 1000. */
  responseWords: { from: number; to: number | null; pairs: number }[]
  sources: { source: string; pairs: number }[]
  languages: { language: string | null; pairs: number }[]
  /** The dataset's where a pair names none. */
  licenses: { license: string | null; pairs: number }[]
}

/** The last export of pairs, and how many left with it. */
export interface Exported {
  id: string
  pairs: number
}

export interface ReviewerStatistics {
  reviewer: string
  accepted: number
  edited: number
  rejected: number
  undone: number
  medianMs: number | null
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
  /** Flagged or skipped. */
  putOff: number
  pending: number
}

/** Comes with a part of a great dataset's statistics that has changed since it was counted: when that was (ISO 8601), and how long it took. It is being counted anew. */
export interface Counted {
  at: string
  tookMs: number
}

/** Pairs that stay behind at a stage, and why; `filter` finds them, where one can. `told`: the import or the export that left them out and says so, where it was one. */
export interface Drop {
  reason: string
  pairs: number
  filter: PairFilter | null
  told?: { kind: 'run' | 'export'; id: string }
}

/** A stage's pairs and the drops beside it are the pairs of the stage before. Drops of `imported` are records that became no pair. */
export interface FunnelStage {
  key: 'imported' | 'constraints' | 'verdict' | 'decision' | 'accepted' | 'exported'
  pairs: number
  filter: PairFilter
  drops: Drop[]
}

/** `GET /api/v1/datasets/:id/statistics/funnel?<PairFilter>`. */
export interface Funnel {
  /** The last stage, that of the last export of pairs, is left out where there is none, or the pairs are filtered. */
  stages: FunnelStage[]
}

/** A share of what was decided, with Wilson's 95 % interval. */
export interface Rate {
  count: number
  rate: number
  interval: [low: number, high: number]
}

export interface RateRow {
  key: string
  label: string
  decided: number
  /** As it was. */
  accepted: Rate
  /** In other words. */
  edited: Rate
  rejected: Rate
}

/** `GET /api/v1/datasets/:id/statistics/rates?<PairFilter>`. */
export interface DecisionRates {
  types: RateRow[]
  origins: RateRow[]
  /** Of constraints that a model proposed. */
  models: RateRow[]
  prompts: RateRow[]
  /** Null for who may not see how people work. */
  reviewers: RateRow[] | null
  /** Of constraints that stand rejected. */
  reasons: { reason: string | null; constraints: number }[]
}

/** What was looked at: all pairs (`whole`), or a sample of so many, drawn by content hash. In coverage, patterns and rarity, numbers are then those that the sample stands for, in two digits. */
export interface Sample {
  pairs: number
  whole: boolean
}

/** `GET .../statistics/spread?<PairFilter>`. */
export interface Spread {
  sample: Sample
  /** Constraints by bits, in thousandths, in steps of a half up to 10; null: of unknown rarity. Of a sample, those that it stands for. */
  bits: { from: number | null; constraints: number }[]
  /** Responses by years of school (Flesch-Kincaid), 0 to 20; how many have none; and how many have not been measured yet. */
  reading: { grades: { grade: number; texts: number }[]; unknown: number; waiting: number }
  /** Pairs by the difficulty that a model rated last, in thousandths, in steps of a half; those that none has rated are in none. */
  difficulty: { from: number; pairs: number }[]
  /** Clusters of near-duplicates with a pair of those that are counted, by how many pairs of the dataset they have; and the pairs that are not the first of theirs. */
  clusters: { size: number; clusters: number }[]
  marked: number
}

/** `GET .../statistics/patterns?<PairFilter>`: which types stand together. */
export interface Patterns {
  sample: Sample
  types: { type: string; label: string; pairs: number }[]
  /** a before b; lift 1: as often as by chance. */
  cells: { a: string; b: string; pairs: number; lift: number }[]
}

export interface CoverageCell {
  facet: string
  /** 0 to 3, see `bands`. */
  band: number
  language: string | null
  pairs: number
}

/** `GET .../statistics/coverage?<PairFilter>`. */
export interface Coverage {
  sample: Sample
  constraints: number
  /** Distance: the share of the constraints that would have to be of another type. Rows: what is missed most first. */
  mixes: { key: string; label: string; distance: number; rows: { type: string; label: string; constraints: number; share: number; target: number; missing: number }[] }[]
  /** Weights of the dataset's own mix. */
  own: Record<string, number>
  /** Pairs with a constraint of the facet, by length of the response (words from `bands`) and language. */
  grid: { facets: string[]; bands: number[]; languages: (string | null)[]; cells: CoverageCell[] }
}

interface Spent {
  money: number | null
  modelSeconds: number
  reviewSeconds: number
}

export interface CostRow extends Spent {
  /** The model, or what made it without one: rule, import, human. */
  model: string | null
  promptVersion: string | null
  calls: number
  errors: number
  constraints: number
  accepted: number
  /** Of what is accepted, where the rarity is known. */
  bits: number
  /** Of the money, where its calls were priced in one; priced in several, it is null as the money is. */
  currency: string | null
  perAccepted: Spent | null
  perBit: Spent | null
}

/** `GET .../statistics/costs?<PairFilter>`. */
export interface Costs {
  /** Null where no call had a price, or prices are in several currencies: then each row says its own. */
  currency: string | null
  rows: CostRow[]
}

/** `GET .../statistics/progress?<PairFilter>`. */
export interface Progress {
  /** Constraints decided, less those taken back, of the last 90 days (UTC). */
  days: { day: string; decided: number }[]
  total: number
  left: number
  today: string
  /** Null with fewer than three days of work in the last 14. */
  forecast: Forecast | null
}

/** `GET .../build?<PairFilter>&<BuildRecipe>`. */
export interface Simulation {
  total: number
  sample: Sample
  /** In order; `kept` last. They add up to the total but for rounding. */
  steps: { step: BuildStep; pairs: number }[]
  kept: { pairs: number; interval: [low: number, high: number] | null }
  /** What is kept: words of the responses in bands of 50 up to 1000, how many pairs have n constraints of the build, and those by type, the most first. */
  built: Built
}

export interface Built {
  words: { from: number; to: number | null; pairs: number }[]
  perPair: { constraints: number; pairs: number }[]
  types: { type: string; label: string; constraints: number }[]
}

/** `GET .../types/:type?<PairFilter>`: the report card of a type, of all pairs or of those that a filter finds. */
export interface TypeReport {
  type: string
  label: string
  definition: string | null
  examples: readonly string[]
  total: number
  pairs: number
  verdicts: { proven: number; refuted: number; judged: number; undecided: number }
  /** Of what a program could decide, what is true. */
  truth: Rate | null
  decided: number
  accepted: Rate | null
  edited: Rate | null
  rejected: Rate | null
  /** The median of words changed by an edit. */
  editDistance: number | null
  edits: number
  reasons: { reason: string | null; constraints: number }[]
  origins: { origin: string; constraints: number }[]
  /** Vacuous: met by nine of ten other responses or more. */
  bits: { median: number | null; rated: number; vacuous: Rate | null; looked: number }
  /** How often models meet it unasked and asked, where that was sampled. */
  sampled: { constraints: number; natural: number | null; prompted: number | null }
  /** What the calls that proposed its constraints took for each accepted one, a call's part by how many it proposed; null where none was proposed by a call, or none accepted. */
  callsPerAccepted: { seconds: number; money: number | null; currency: string | null } | null
  reviewSecondsPerAccepted: number | null
}
