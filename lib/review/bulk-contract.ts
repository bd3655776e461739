import { z } from 'zod'
import { pairFilter } from '#lib/datasets/contract.ts'

/** The most constraints that one batch decides. */
export const bulkLimit = 50_000

/** Which undecided constraints of a type, in the pairs that a filter finds: what a program proves, what it refutes, or all. */
export const bulkChoice = z.object({
  filter: pairFilter,
  type: z.string().min(1, 'Choose a type').max(64),
  which: z.enum(['proven', 'refuted', 'undecided']),
  /** Only those of this wording (lib/review/templates). */
  template: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
})
export type BulkChoice = z.infer<typeof bulkChoice>

/** `POST /api/v1/datasets/:id/batches` (201) answers {batch: BatchView}; 409 when there are not `expected` constraints any more. */
export const bulkInput = bulkChoice
  .extend({ kind: z.enum(['accept', 'reject']), reason: z.string().max(500).optional(), expected: z.int().min(1).max(bulkLimit) })
  .refine(({ kind, which }) => kind !== 'accept' || which !== 'refuted', { path: ['kind'], message: 'What a program refutes cannot be accepted.' })
  .refine(({ kind, reason }) => kind !== 'reject' || (reason ?? '') !== '', { path: ['reason'], message: 'Rejecting many at once needs a reason.' })
export type BulkInput = z.infer<typeof bulkInput>

/** What a batch's row keeps of what was asked: a bulk decision, or another wording (`to`), which gives each constraint a text of its own. */
export const batchAsked = bulkChoice.extend({ kind: z.enum(['accept', 'reject', 'edit']), reason: z.string().optional(), to: z.string().optional() })

/** `POST /api/v1/datasets/:id/batches/preview` with a BulkChoice: how many there are, and ten of them, spread over all. */
export interface BulkPreview {
  count: number
  sample: { constraintId: string; pairId: string; text: string; outcome: string | null; detail: string | null; instruction: string; response: string }[]
}

/** `GET /api/v1/batches/:id` {batch}; `POST /api/v1/batches/:id/undo` {batch}; `GET /api/v1/datasets/:id/batches` {batches}, newest first. */
export interface BatchView {
  id: string
  kind: 'accept' | 'reject' | 'edit'
  type: string
  which: BulkChoice['which']
  /** Of this wording only. */
  template: string | null
  reason: string | null
  /** `stopped` and `undo-stopped`: its run was cancelled or failed in the middle. */
  status: 'working' | 'stopped' | 'done' | 'undoing' | 'undo-stopped' | 'undone'
  /** The run that decides it or takes it back, or did last. */
  runId: string | null
  total: number
  /** Decided; decided by somebody meanwhile and left alone; refused by the rules of a decision. */
  applied: number
  stale: number
  refused: number
  /** Of the applied: put back by the undo, and left because somebody has decided since. */
  restored: number
  left: number
  createdBy: string | null
  /** Whether the reader may take it back: where several decide a pair, only whose batch it is. */
  mayUndo: boolean
  createdAt: string
}
