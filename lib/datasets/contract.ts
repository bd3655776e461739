import { z } from 'zod'
import type { ConstraintStatus, PairStatus } from '#lib/review/contract.ts'

export const datasetInput = z.object({
  name: z.string().trim().min(1, 'A dataset needs a name').max(100),
  // No defaults: a patch that leaves these out would set them.
  description: z.string().max(2000).optional(),
  guidelines: z.string().max(50_000).optional(),
  license: z.string().max(100).nullish(),
})
export const datasetPatch = datasetInput.partial()
export type DatasetInput = z.input<typeof datasetInput>

/** `GET /api/v1/datasets` answers {datasets: DatasetView[]}; POST creates (201), PATCH /:id changes, DELETE /:id removes. */
export interface DatasetView {
  id: string
  name: string
  description: string
  guidelines: string
  license: string | null
  pairs: number
  constraints: number
  undecided: number
  createdAt: string
}

/** A response's words; more than the database can count are as many as it can. */
const words = z.coerce.number().int().min(0).transform((count) => Math.min(count, 2_147_483_647))

/** Filters of the browse table; all optional, all in the URL under these names. */
export const pairFilter = z.object({
  q: z.string().max(200).optional(),
  source: z.string().max(100).optional(),
  language: z.string().max(16).optional(),
  status: z.enum(['pending', 'in_review', 'reviewed']).optional(),
  /** Pairs with a constraint that meets all of the next three at once. */
  type: z.string().max(64).optional(),
  outcome: z.enum(['pass', 'fail', 'unsure', 'error', 'none']).optional(),
  decision: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded']).optional(),
  origin: z.enum(['rule', 'llm', 'human', 'import']).optional(),
  minWords: words.optional(),
  maxWords: words.optional(),
})
export type PairFilter = z.infer<typeof pairFilter>

/** One row of `GET /api/v1/datasets/:id/pairs?<PairFilter>&sort=newest|oldest|longest|shortest&after=<cursor>&limit=50`. */
export interface PairRow {
  id: string
  /** First 240 characters. */
  instruction: string
  response: string
  source: string
  language: string | null
  responseWords: number
  status: PairStatus
  constraintCount: number
  undecidedCount: number
  acceptedCount: number
  refutedCount: number
}
export const pairSorts = ['oldest', 'newest', 'longest', 'shortest'] as const
export type PairSort = (typeof pairSorts)[number]

export interface PairPage {
  rows: PairRow[]
  next: string | null
  /** Exact without a filter, and with one up to 10,000; `more` says that there are beyond. */
  total: { count: number; more: boolean }
}

/** `GET /api/v1/datasets/:id/facets`: the values to choose from, with counts of pairs (sources, languages) or constraints (types). */
export interface Facets {
  sources: { value: string; count: number }[]
  languages: { value: string | null; count: number }[]
  types: { value: string; label: string; count: number }[]
}
export type { ConstraintStatus }
