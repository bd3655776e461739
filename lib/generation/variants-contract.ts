import type { VerdictOutcome } from '#lib/constraints/verdict.ts'

/** An instruction that was made of a pair's own, other than its refinement, which review has. */
export interface VariantView {
  id: string
  kind: 'composed' | 'evolved' | 'relabelled'
  text: string
  /** The variant that it was made from; null: the pair's own instruction, or one that is not here. */
  parentId: string | null
  /** Of a ladder: the difficulty or level that it stands for. */
  level: number | null
  /** What was done, such as `format.length > style.tone`. */
  operation: string | null
  /** What it asks beyond its parent, as far as that is known. */
  added: { text: string; type: string; checkable: boolean }[]
  /** 1 to 5 as a judge rated it beside the one before it. */
  difficulty: { judged: number; before: number; reason: string } | null
  /** The model call that wrote it. */
  generationId: string | null
  runId: string | null
}

/** A response that a model gave to the pair's instruction or to a variant. */
export interface AnswerView {
  id: string
  /** What it answers; null: the pair's own instruction. */
  variantId: string | null
  text: string
  model: string
  /** What a program found of the constraints that its variant carries beside the pair's own. */
  checks: { text: string; outcome: VerdictOutcome }[]
  /** Of the pair's own constraints that a program decided of it, and the reader may know of: how many it meets. */
  own: { met: number; of: number }
  generationId: string | null
}

/** What models make of one of the pair's own constraints, by its newest measurements. */
export interface MeasuredConstraint {
  id: string
  text: string
  /** The shares of a model's answers that meet it, without and with being asked; what it leaves to learn, in a few words. */
  satisfaction: { unasked: number; asked: number; n: number; reading: string; model: string | null } | null
  /** How much likelier it makes the response, in nats a token. */
  lift: { value: number; model: string | null } | null
}

/** `GET /api/v1/pairs/:id/variants`, each list oldest first. */
export interface PairVariants {
  /** The pair's own instruction, which those without a parent were made from. */
  instruction: string
  variants: VariantView[]
  answers: AnswerView[]
  /** The newest rating of the pair by a model: the mean of `n`, from 1 to 5. */
  difficulty: { value: number; spread: number | null; n: number; model: string | null } | null
  /** In order of position; of those that are not decided owner and admins alone are told. */
  measured: MeasuredConstraint[]
  /** How many there are beyond those that are listed. */
  more: { variants: number; answers: number }
}
