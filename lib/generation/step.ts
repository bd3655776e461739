import type { z } from 'zod'
import type { CheckerRef, CheckResult, EvidenceSpan, VerdictOutcome } from '#lib/constraints/verdict.ts'
import type { RecipeStep, StepName, StepSettings } from '#lib/generation/recipe.ts'
import type { Rng } from '#lib/random.ts'

/** Why a model gave no usable answer; shown by these names. */
export const errorClasses = ['bad_json', 'truncated', 'refused', 'too_long', 'rate_limited', 'timeout', 'connection', 'server', 'auth', 'rejected', 'unsupported'] as const
export type ErrorClass = (typeof errorClasses)[number]

/** Thrown by `Ask` when no usable answer came, after all retries. */
export class CallFailed extends Error {
  readonly errorClass: ErrorClass
  /** The call that failed, where it was stored: a voided verdict names it. */
  readonly generationId: string | null
  constructor(errorClass: ErrorClass, message: string, generationId: string | null = null) {
    super(message)
    this.errorClass = errorClass
    this.generationId = generationId
  }
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** One question to a model. */
export interface Question<T> {
  step: StepName
  /** Such as `refine/2`: changed whenever a word of the prompt changes. */
  promptVersion: string
  messages: ChatMessage[]
  /**
   * The shape of the answer. `check` sees what the schema cannot (a quote that is not in the response) and answers with what is wrong,
   * for the one repair; null: all well. Text answers are checked alike.
   */
  answer:
    | { kind: 'json'; name: string; schema: z.ZodType<T>; check?: (value: T) => string | null }
    | { kind: 'text'; check?: (value: string) => string | null }
  temperature: number
  topP?: number
  maxTokens: number
  /** Which of several samples of the same question: 0, 1, ... */
  sample?: number
  /** Another endpoint than the run's. */
  endpointId?: string | undefined
}

export interface Answered<T> {
  value: T
  generationId: string
  /** The model that answered. */
  model: string
}

/** Asks a model, or takes the answer from an earlier call with the same request. Throws CallFailed, or what the signal's abort threw. */
export type Ask = <T = string>(question: Question<T>) => Promise<Answered<T>>

/** How likely a model finds a completion after messages. Throws CallFailed('unsupported') where the endpoint cannot say. */
export type Likelihood = (question: {
  step: StepName
  promptVersion: string
  messages: ChatMessage[]
  completion: string
  endpointId?: string | undefined
}) => Promise<{ logprob: number; tokens: number; generationId: string; model: string }>

/** A pair with all that steps before this one made of it. */
export interface PairState {
  id: string
  contentHash: string
  language: string | null
  system: string | null
  history: { role: 'system' | 'user' | 'assistant'; content: string }[]
  instruction: string
  input: string | null
  response: string
  /** In order of position; superseded and rejected ones are left out. */
  constraints: ConstraintState[]
  /** The earliest first. */
  variants: VariantState[]
  /** Those that were sampled for purpose `answer`, the earliest first. */
  answers: AnswerState[]
}

export interface ConstraintState {
  id: string
  type: string
  text: string
  origin: 'rule' | 'llm' | 'human' | 'import'
  checker: CheckerRef | null
  status: 'pending' | 'accepted' | 'flagged' | 'skipped'
  outcome: VerdictOutcome | null
  /** Whether a model has judged it. */
  judged: boolean
}

export interface VariantState {
  id: string
  kind: 'refined' | 'composed' | 'evolved' | 'relabelled'
  text: string
  parentId: string | null
  constraintIds: string[]
  depth: number
  level: number | null
  operation: string | null
  /** As its step found it (FoundVariant.meta). */
  meta: Record<string, unknown>
}

export interface AnswerState {
  id: string
  variantId: string | null
  text: string
  model: string
  sample: number
}

/** What a step found out about one pair. `ref`s name things of the same findings to each other; elsewhere ids do. */
export interface Findings {
  constraints?: FoundConstraint[]
  verdicts?: FoundVerdict[]
  variants?: FoundVariant[]
  answers?: FoundAnswer[]
  measurements?: FoundMeasurement[]
  /** Constraints that others of these findings (by ref) or of the pair (by id) take the place of. */
  superseded?: { constraintId: string; by: string }[]
  /** Replaces the pair's bands of locality-sensitive hashing. */
  bands?: { band: number; hash: bigint }[]
  /** Why nothing came of it; the same words for the same reason, for they are counted. */
  dropped?: string
}

export interface FoundConstraint {
  ref?: string
  type: string
  rawType: string | null
  text: string
  origin: 'rule' | 'llm'
  checker: CheckerRef | null
  /** By program, where one can tell. */
  verdict: CheckResult | null
  /** By a judge, where no program can. */
  judgement?: Judgement
  repairOfId?: string
  generationId?: string
}

/** A judge's verdict. Never overrules a program's pass or fail. */
export interface Judgement {
  outcome: 'pass' | 'fail' | 'unsure' | 'error'
  /** Whether it restricts the response at all. */
  meaningful: boolean | null
  detail: string
  /** The judge's quotes, where they stand in the response. */
  evidence: EvidenceSpan[]
  /** Null only for an error whose call was not stored. */
  generationId: string | null
}

export interface FoundVerdict extends Judgement {
  constraintId: string
}

export interface FoundVariant {
  ref?: string
  kind: VariantState['kind']
  text: string
  /** Id or ref. */
  parent?: string
  /** Ids or refs of constraints. */
  constraints: string[]
  depth: number
  level?: number
  operation?: string
  meta?: Record<string, unknown>
  generationId?: string
}

export interface FoundAnswer {
  /** Id or ref of a variant; null: the pair's own instruction. */
  variant: string | null
  purpose?: string
  text: string
  model: string
  sample: number
  /** By program; ids of the pair's constraints, or of those that the variant itself carries (added-constraints.ts). */
  checks: { constraintId: string; outcome: VerdictOutcome }[]
  generationId: string
}

export interface FoundMeasurement {
  kind: string
  value: number
  spread?: number
  n: number
  variantId?: string
  constraintId?: string
  detail?: Record<string, unknown>
  model?: string
  promptVersion?: string
}

/** What a step is given for one pair. */
export interface StepWork<Name extends StepName> {
  pair: PairState
  settings: StepSettings<Name>
  /** Decided by the run's seed, the pair's content and the step. */
  rng: Rng
  ask: Ask
  likelihood: Likelihood
  /** Aborted when the run pauses, is cancelled or its worker stops. */
  signal: AbortSignal
}

/**
 * A step of a recipe: reads a pair, asks, and says what it found; it writes nothing itself. The run stores the findings in one
 * transaction, so that a killed worker leaves all of them or none.
 */
export interface Step<Name extends StepName = StepName> {
  name: Name
  work(work: StepWork<Name>): Promise<Findings>
}

/** A dry run's figures for one pair and step, before anything is asked; tokens are estimates. */
export type EstimateStep = (pair: PairState, settings: RecipeStep) => { calls: number; inputTokens: number; outputTokens: number }
