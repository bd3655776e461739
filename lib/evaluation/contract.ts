import { z } from 'zod'
import type { Gain } from '#lib/evaluation/paired-interval.ts'

const name = z.string().trim().min(1, 'Give a name').max(200, 'At most 200 characters')
const uploaded = z.strictObject({ uploadId: z.uuid().toLowerCase(), fileName: name })

/** Where it stands what the prompts ask for: in a file, in the export's own evaluation split, or in the answers themselves. */
export const promptsFrom = ['answers', 'file', 'split'] as const
export type PromptsFrom = (typeof promptsFrom)[number]

/**
 * `POST /api/v1/exports/:id/evaluations` (201) answers {evaluation: EvaluationView}; the files were sent to `POST /api/v1/uploads`. GET answers {evaluations}, the latest
 * first; `DELETE /api/v1/evaluations/:id` removes one. `GET /api/v1/datasets/:id/types/:type/gains` answers {gains: TypeGain[]}.
 */
export const evaluationInput = z
  .strictObject({ baseModel: name, trainedModel: name, benchmark: name, before: uploaded, after: uploaded, promptsFrom: z.enum(promptsFrom), prompts: uploaded.optional() })
  .refine((input) => (input.promptsFrom === 'file') === (input.prompts !== undefined), { path: ['prompts'], message: 'a file of prompts belongs to promptsFrom "file", and to nothing else' })
export type EvaluationInput = z.infer<typeof evaluationInput>

/** What was left out, and where. */
export const leftOut = z.object({ file: z.string(), line: z.int(), field: z.string().nullable(), reason: z.string() })
export type LeftOut = z.infer<typeof leftOut>

/** A file that was read: read = used + bad + unpaired. `bad`: rows that say nothing usable; `unpaired`: answers to prompts that the other file does not answer. */
export const evaluatedFile = z.object({
  role: z.enum(['prompts', 'before', 'after']),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  read: z.int(),
  used: z.int(),
  bad: z.int(),
  unpaired: z.int(),
})
export type EvaluatedFile = z.infer<typeof evaluatedFile>

/** Whose verdicts these are: Pincer's own of the answers, those that the files say, or some of both. */
export type VerdictsFrom = 'checked' | 'recorded' | 'mixed'

/** The gains of an evaluation in one way of verifying. `prompts`: those all of whose instructions are followed. */
export interface Gains {
  prompts: Gain
  instructions: Gain
  types: { type: string; label: string; instructions: string[]; gain: Gain }[]
}

export interface EvaluationView {
  id: string
  exportId: string
  baseModel: string
  trainedModel: string
  benchmark: string
  verdicts: VerdictsFrom
  files: EvaluatedFile[]
  /** The first of them; the files say how many there are. */
  leftOut: LeftOut[]
  by: string | null
  createdAt: string
  /** Whether who asks may delete it. */
  mayDelete: boolean
  /** Null where no verdict was given in this way. */
  strict: Gains | null
  loose: Gains | null
}

/** What an evaluation of one of the dataset's exports found of a type. */
export interface TypeGain extends Pick<EvaluationView, 'id' | 'exportId' | 'baseModel' | 'trainedModel' | 'benchmark' | 'verdicts' | 'createdAt'> {
  exportFormat: string
  exportedAt: string
  strict: Gain | null
  loose: Gain | null
}
