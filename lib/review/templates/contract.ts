import { z } from 'zod'

/** One wording of one type: what identifies it within a dataset. */
export const templateRef = z.object({ type: z.string().min(1).max(64), template: z.string().regex(/^[0-9a-f]{16}$/) })
export type TemplateRef = z.infer<typeof templateRef>

/** `GET /api/v1/datasets/:id/templates?type=&left=1&offset=`: those with the most undecided constraints first. */
export const templatesQuery = z.object({
  type: z.string().max(64).optional(),
  /** 1: only those with something undecided. */
  left: z.literal('1').optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type TemplatesQuery = z.infer<typeof templatesQuery>
export const templatesPerPage = 50

export interface TemplatePage {
  templates: TemplateView[]
  /** The wordings that there are of this type, or of all. */
  total: number
  /** The constraints in them, and those of them undecided. */
  constraints: number
  undecided: number
}

export interface TemplateView extends TemplateRef {
  label: string
  facet: string
  /** The wording, with {1}, {2}, ... for what differs. */
  text: string
  count: number
  /** By a program, but for `judged`: what a judge has said either way; `open`: what nobody and nothing could tell. */
  proven: number
  refuted: number
  judged: number
  open: number
  undecided: number
  accepted: number
  rejected: number
  /** Undecided ones that a program proves: what approving the wording accepts. */
  acceptable: number
  /** Of those that people have accepted or rejected, the share accepted; what a lane accepts is not counted. Null while there are none. */
  acceptance: number | null
  /** The median share of other responses that meet it, over a few of them; null where that is not known. */
  metBy: number | null
  /** What was said of the wording. */
  wording: 'approved' | 'rejected' | null
  decidedBy: string | null
  lane: LaneState
}

export type LaneState = 'off' | 'proving' | 'open' | 'closed'

/** `GET /api/v1/datasets/:id/templates/examples?type=&template=`: a few, spread over all, with what was found in the response. */
export interface TemplateExample {
  constraintId: string
  pairId: string
  text: string
  status: string
  outcome: string | null
  detail: string | null
  /** The piece of the response that its evidence is in, and where in it. */
  excerpt: string
  marks: { start: number; end: number; role: 'support' | 'violation' }[]
}

/** `POST /api/v1/datasets/:id/templates/wording`: says what is thought of the wording, and decides no constraint. */
export const wordingInput = templateRef.extend({ wording: z.enum(['approved', 'rejected']).nullable() })

/** `POST /api/v1/datasets/:id/templates/edit/preview`: what the undecided constraints become with another wording. */
export const wordingEdit = templateRef.extend({ to: z.string().trim().min(1).max(2000) })
export type WordingEdit = z.infer<typeof wordingEdit>

/** `POST /api/v1/datasets/:id/templates/edit` {…, expected}: 201 {batch: BatchView}; 409 when it would be others than were looked at. */
export const wordingEditInput = wordingEdit.extend({ expected: z.int().min(1) })

/** The most constraints whose wording is changed at once: each is checked again before. */
export const editLimit = 5000

export interface EditedExample {
  constraintId: string
  pairId: string
  before: string
  after: string
  outcome: string | null
  detail: string | null
}

export interface WordingEditPreview {
  /** Those that the batch would change. */
  count: number
  sample: EditedExample[]
  /** Those that are left as they are, since the new text does not hold, or can no longer be checked; the first hundred. */
  leftOut: EditedExample[]
  leftOutCount: number
  /** Set where there are more than can be changed at once: the rest comes after. */
  beyond: number
}
