import { z } from 'zod'
import { plainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives, askedOfEach, exclusions, parseFilter } from '#lib/datasets/filter-language.ts'
import type { ConstraintStatus, PairStatus } from '#lib/review/contract.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'

export const datasetInput = z.object({
  name: z.string().trim().min(1, 'A dataset needs a name').max(100),
  // No defaults: a patch that leaves these out would set them.
  description: z.string().max(2000).optional(),
  guidelines: z.string().max(50_000).optional(),
  license: z.string().max(100).nullish(),
})
/** A dataset's own mix of types: a weight for each; shares are made of them. */
export const targetMix = z.record(z.string().max(64), z.number().min(0).max(1_000_000)).refine((mix) => Object.keys(mix).length <= 200, 'has more than 200 types')
/** A policy and a mix are given whole. A policy's filters are held to the language here, so that one that is stored is never refused. */
const policyInput = reviewPolicy.superRefine(({ routes }, context) => {
  for (const [index, { filter }] of routes.entries()) {
    const problem = parseFilter(filter).problems[0]
    if (problem) context.addIssue({ code: 'custom', path: ['routes', index, 'filter'], message: problem.message })
  }
})
/** A patch of a dataset: what is left out stays. */
export const datasetPatch = datasetInput.partial().extend({
  policy: policyInput.optional(),
  targetMix: targetMix.optional(),
  /** The version that the new guidelines were written from: a 409 where another one stands by now. */
  guidelinesVersion: z.int().min(0).optional(),
  /** Why the guidelines are changed. */
  guidelinesNote: z.string().trim().max(200).optional(),
})
export type DatasetInput = z.input<typeof datasetInput>
export type DatasetPatch = z.input<typeof datasetPatch>

/** `GET /api/v1/datasets` answers {datasets: DatasetView[]}; POST creates (201), PATCH /:id changes, DELETE /:id (202) answers {run: RunView}. */
export interface DatasetView {
  id: string
  name: string
  description: string
  guidelines: string
  /** Which version they are, counted from 1; 0 while none was ever written. */
  guidelinesVersion: number
  license: string | null
  policy: ReviewPolicy
  pairs: number
  constraints: number
  undecided: number
  /** Accepted, rejected, or put off: what is disputed is neither decided nor undecided. */
  decided: number
  createdAt: string
}

/** `GET /api/v1/datasets/:id/guidelines` answers {versions: GuidelinesVersionView[]}, the newest first. */
export interface GuidelinesVersionView {
  number: number
  text: string
  note: string
  /** Null where that is not known. */
  author: string | null
  createdAt: string
  /** How many decisions were taken under it. */
  decisions: number
}

/** Filters of the browse table; all optional, all in the URL under these names. */
export const pairFilter = plainFilter.extend({
  has: plainFilter.shape.has.unwrap().superRefine(readBy((text) => askedOfEach(text))).optional(),
  did: plainFilter.shape.did.unwrap().superRefine(readBy((text) => askedOfEach(text, 'did'))).optional(),
  /** Terms of the filter language (lib/datasets/filter-language.ts) of which a pair meets none. */
  not: z.string().max(1000).superRefine(readBy(exclusions)).optional(),
  /** Terms of the filter language that are further values of fields that are set: a pair meets a field by any of its values. */
  also: z.string().max(1000).superRefine(readBy(alternatives)).optional(),
})

/** Takes a text that can be read, and says of another what is wrong with it. */
function readBy(read: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx): void => {
    try {
      read(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is not in the filter language' })
    }
  }
}
export type PairFilter = z.infer<typeof pairFilter>

/** One row of `GET /api/v1/datasets/:id/pairs?<PairFilter>&sort=<PairSort>&after=<cursor>&limit=50&count=yes|no`. */
export interface PairRow {
  id: string
  /** The first 240 characters; where text is looked for that stands further on, those around it, behind a `…`. So of the response. */
  instruction: string
  response: string
  /** Of a constraint's wording that holds what is looked for, the same; null where none does, or nothing is looked for there. */
  constraint: string | null
  source: string
  language: string | null
  responseWords: number
  status: PairStatus
  constraintCount: number
  undecidedCount: number
  acceptedCount: number
  refutedCount: number
  /** Names of those who decided something that stands, in order. */
  reviewers: string[]
  /** In order of their names. */
  tags: string[]
  importedAt: string
}
/** The orders of the list, each served by an index (see pair-sorts.ts); `-back` is the reverse. */
export const pairSorts = [
  'oldest', 'newest', 'longest', 'shortest', 'by-source', 'by-source-back', 'by-language', 'by-language-back', 'by-status', 'by-status-back',
  'most-constraints', 'few-constraints', 'most-refuted', 'few-refuted',
] as const
export type PairSort = (typeof pairSorts)[number]

export interface PairPage {
  rows: PairRow[]
  next: string | null
  /** Of the first page; null behind a cursor, and where it was not asked for. */
  total: PairCount | null
}

/**
 * `GET /api/v1/datasets/:id/pairs/count?<PairFilter>&exact=yes|no`. Exact where that is asked for, without a filter, and for one on status, source or language
 * alone, else up to 10,000, or 1,000 in great datasets and by text; `more` says that there are beyond.
 */
export interface PairCount {
  count: number
  more: boolean
}

/** The columns that the table of pairs can show, in the order in which they are offered; their names stand in addresses and in saved views. */
export const pairColumns = ['instruction', 'response', 'source', 'language', 'words', 'constraints', 'refuted', 'status', 'reviewer', 'tags', 'imported'] as const
export type PairColumn = (typeof pairColumns)[number]
const columns = z.array(z.enum(pairColumns)).refine((names) => new Set(names).size === names.length, 'names a column twice')

export const savedViewInput = z.object({
  name: z.string().trim().min(1, 'A view needs a name').max(100),
  filter: pairFilter,
  sort: z.enum(pairSorts).default('oldest'),
  /** In their order; none: those that the table shows by itself. */
  columns: columns.default([]),
})
// No defaults: a patch that leaves them out would set them.
export const savedViewPatch = z.object({ name: savedViewInput.shape.name.optional(), filter: pairFilter.optional(), sort: z.enum(pairSorts).optional(), columns: columns.optional() })
export type SavedViewInput = z.infer<typeof savedViewInput>

/** `GET /api/v1/datasets/:id/views` answers {views}; POST makes one (201); PATCH /api/v1/views/:id changes, DELETE removes. */
export interface SavedView {
  id: string
  datasetId: string
  name: string
  filter: PairFilter
  sort: PairSort
  columns: PairColumn[]
  createdBy: string | null
  createdAt: string
}

export const facetNames = ['sources', 'languages', 'types', 'verdicts', 'decisions', 'origins', 'statuses', 'reviewers', 'tags', 'runs', 'words'] as const
export type FacetName = (typeof facetNames)[number]

/**
 * `GET /api/v1/datasets/:id/facets?<PairFilter>`: the values to choose from, with exact counts of pairs (sources, languages, statuses, tags, words, runs) or of
 * constraints (the others). Of each facet those are counted that the filter finds but for what it says of that facet itself.
 */
export interface Facets {
  /** Those that are of the whole dataset in spite of the filter, which finds too many pairs to count them at once. */
  dear: FacetName[]
  sources: { value: string; count: number }[]
  languages: { value: string | null; count: number }[]
  types: { value: string; label: string; count: number }[]
  /** Names of those who decided, each with how many constraints that stand decided they decided last, or hold something of by themselves. */
  reviewers: { value: string; count: number }[]
  /** Of pairs. */
  statuses: { value: string; count: number }[]
  /** Of constraints, each. */
  verdicts: { value: string; count: number }[]
  decisions: { value: string; count: number }[]
  origins: { value: string; count: number }[]
  /** Tags, each with how many pairs have it. */
  tags: { value: string; count: number }[]
  /** Pairs by the words of their response, in bands of 50; the last one has no end. */
  words: { from: number; to: number | null; count: number }[]
  /** The newest runs that import pairs, work on them or give them constraints. Null where the pairs are too many to count. */
  runs: { value: string; kind: 'import' | 'backtranslate' | 'generate'; at: string; count: number | null }[]
  /** The newest exports, and how many pairs they left out for which reasons, where they kept which. */
  exports: { value: string; format: string; at: string; dropped: Record<string, number> }[]
}
export type { ConstraintStatus }
