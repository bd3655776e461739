import { z } from 'zod'
import type { EvidenceSpan, VerdictOutcome } from '#lib/constraints/verdict.ts'

/** An id as the database writes it, however it was typed. */
const uuid = z.uuid().toLowerCase()

/** What the review screen and `GET /api/v1/pairs/:id` show of one constraint. */
export interface ConstraintView {
  id: string
  pairId: string
  type: string
  rawType: string | null
  text: string
  origin: 'rule' | 'llm' | 'human' | 'import'
  checker: { id: string; kwargs: Record<string, unknown>; version: number } | null
  status: ConstraintStatus
  /** Latest verdict; null when no program can tell and nobody was asked. */
  outcome: VerdictOutcome | null
  measured: number | null
  detail: string | null
  evidence: EvidenceSpan[]
  /** Share of the responses of a reference corpus that meet it, 0 to 1; null where that is not known. */
  metBy: number | null
  /** How its checker counts, in a sentence or two; null without a checker. */
  rule: string | null
  /** Set where the outcome is a model's word and not a program's: the call that it rests on. */
  judge: { generationId: string | null } | null
  /** The model call that proposed it; null for those that no model made. */
  generationId: string | null
  version: number
  /**
   * Where several people decide the pair, status, text and version are the reader's own; this says what others hold. Null
   * where one person is enough, and until the reader has decided the whole pair where the policy is blind.
   */
  people: PeopleView | null
  /** Set on the adjudicator's screen: a decision settles the constraint for everybody. */
  adjudicating: boolean
  /** The last decision that stands, if any, so never an undo: who (null for somebody who has left), whether that is who looks at it, what, and the text before an edit. */
  decision: { id: string; kind: DecisionKind; reviewer: string | null; mine: boolean; reason: string | null; previousText: string | null; at: string } | null
}

/** What the reviewers of a constraint hold of it, and what stands for everybody once all have decided. */
export interface PeopleView {
  wanted: number
  said: { reviewer: string; mine: boolean; status: ConstraintStatus; text: string; reason: string | null }[]
  /** `by` is the adjudicator; null where people agree, or where it waits for one (`status` is disputed). Null while not all have decided. */
  final: { status: ConstraintStatus; text: string; by: string | null; reason: string | null } | null
}

/** Whether it waits for whoever looks at it: a reviewer's decision, or an adjudicator's. */
export function isOpen({ status }: Pick<ConstraintView, 'status'>): boolean {
  return status === 'pending' || status === 'disputed'
}

/** The type of what is a refined instruction and no constraint. */
export const refinementType = 'refinement'

/** Whether a refined instruction may be used: nobody has decided against it. */
export function isUsable({ status }: { status: string }): boolean {
  return status === 'accepted' || status === 'pending'
}

/** Whether a program says so: what a judge holds is not proven. */
export function isProven({ outcome, judge }: Pick<ConstraintView, 'outcome' | 'judge'>): boolean {
  return outcome === 'pass' && judge === null
}

/** Whether a program says that it is false, or could not check it; a judge's no is for a person to weigh. */
export function isRefuted({ outcome, judge }: Pick<ConstraintView, 'outcome' | 'judge'>): boolean {
  return (outcome === 'fail' || outcome === 'error') && judge === null
}

export type ConstraintStatus = 'pending' | 'accepted' | 'rejected' | 'flagged' | 'skipped' | 'superseded' | 'disputed'
export type DecisionKind = 'accept' | 'edit' | 'reject' | 'skip' | 'flag' | 'undo'
export type PairStatus = 'pending' | 'in_review' | 'reviewed'

/** One pair with everything a reviewer needs to decide. */
export interface PairView {
  id: string
  datasetId: string
  externalId: string | null
  source: string
  license: string | null
  language: string | null
  system: string | null
  history: { role: 'system' | 'user' | 'assistant'; content: string }[]
  instruction: string
  input: string | null
  response: string
  /** The refined instruction as an export would take it; null where there is none, or it was decided against. */
  refinedInstruction: string | null
  /** The refined instruction in the shape of a constraint: it is decided by the same acts, but counts nowhere as one. */
  refinement: ConstraintView | null
  responseWords: number
  /** Years of school that a reader of the response needs, 0 to 20; null where there is no such grade, or it is not measured yet. Only of a pair that is looked at by itself. */
  grade?: number | null
  status: PairStatus
  createdAt: string
  /** Refuted ones first, then in order of position. */
  constraints: ConstraintView[]
  /** Which of them conflict, imply one another or say the same, whatever was decided of them. */
  relations: ConstraintRelation[]
  /** Constraints that were added on this screen, of which `relations` says nothing. */
  unrelated?: readonly string[]
  /** Why the queue shows it now, in one line; only where a queue does. */
  why?: string
}

/** Two constraints of a pair, by id: no response meets both, whoever meets the first meets the second, or they ask for the same. */
export interface ConstraintRelation {
  first: string
  second: string
  relation: 'conflict' | 'implies' | 'same'
}

/** `POST /api/v1/relations` {constraints}: {relations: ConstraintRelation[]} among constraints as they stand on a screen, edits included. */
export const relationsInput = z.object({
  constraints: z.array(z.object({ id: z.string().max(100), checker: z.object({ id: z.string().max(200), kwargs: z.record(z.string(), z.unknown()) }).nullable() })).max(200),
})

/** `GET /api/v1/datasets/:id/review?after=<pairId>&before=<pairId>&at=<pairId>&limit=3&scope=undecided|all|refuted&reserve=true`; with `reserve` nothing is leased. */
export interface ReviewPage {
  pairs: PairView[]
  progress: ReviewProgress
  /** Ids of the reviewer's own latest decisions that `progress` counts: whether one that was on its way is in it or not. */
  counted: string[]
  /** Which of the pairs somebody else is at; they can be looked at and decided all the same. */
  held: Held[]
}

/** Who has a pair, and until when (ISO time) if nothing more is heard from them. */
export interface Held {
  pairId: string
  reviewer: string
  until: string
}

/** `GET /api/v1/datasets/:id/queue?scope=`: why there is nothing to review, or how much there is, in pairs. */
export interface QueueState {
  /** With something left to decide, whoever has them. */
  undecided: number
  inScope: number
  /** Those of the scope that others have. */
  leased: { reviewer: string; pairs: number; until: string }[]
  /** Those of the scope that the reader has decided and that wait for other people. */
  waiting: number
  /** Those of the scope that the policy hands to people with other languages or skills. */
  elsewhere: number
}

export interface ReviewProgress {
  pairs: { total: number; reviewed: number }
  constraints: { total: number; decided: number; refuted: number }
}

/** `disputed` is for adjudicators: pairs on which people differ. */
export const reviewScopes = ['undecided', 'all', 'refuted', 'disputed'] as const
export type ReviewScope = (typeof reviewScopes)[number]

/** Why a constraint was rejected: a closed list, so that statistics can count it. */
export const rejectReasons = [
  { key: 'false', label: 'False of the response' },
  { key: 'vacuous', label: 'Not a real restriction' },
  { key: 'leak', label: 'Gives the answer away' },
  { key: 'ambiguous', label: 'Ambiguous' },
  { key: 'conflict', label: 'Conflicts with another' },
  { key: 'duplicate', label: 'Says the same as another' },
  { key: 'unnatural', label: 'Badly worded' },
  { key: 'unsafe', label: 'Unsafe' },
  { key: 'other', label: 'Another reason' },
] as const
export type RejectReason = (typeof rejectReasons)[number]['key']

/** `POST /api/v1/decisions`: one act, or a list of acts that are taken in order, each answered on its own. */
export const decisionInput = z.object({
  /** Made by the client (UUID); sending it again changes nothing and answers the same. */
  id: uuid,
  constraintId: uuid,
  kind: z.enum(['accept', 'edit', 'reject', 'skip', 'flag', 'undo']),
  /** kind edit: the new text; of a constraint at most 4000 characters. */
  text: z.string().trim().min(1).max(100_000).optional(),
  /** Why: one of rejectReasons, or an adjudicator's own words. */
  reason: z.string().max(500).optional(),
  /** kind undo: the decision it undoes. */
  undoesId: uuid.optional(),
  /** The constraint's version on the reviewer's screen. A stale one is a 409 that changes nothing. */
  seenVersion: z.int().min(0).max(2_147_483_647),
  elapsedMs: z.int().min(0).max(86_400_000).optional(),
  /** An adjudicator's: it settles for everybody what people differ on. */
  final: z.boolean().optional(),
})
export type DecisionInput = z.infer<typeof decisionInput>

/** Body: {decisions: DecisionInput[]} (1 to 200). Answer: {results: DecisionResult[]} in the same order, HTTP 200. */
export const decisionsInput = z.object({ decisions: z.array(decisionInput).min(1).max(200) })

/** A check that was answered wrongly: what the rule found. */
export interface MissedCheck {
  text: string
  /** Whether it holds of the response: then it was rejected, else accepted. */
  holds: boolean
  detail: string | null
  /** From the response: what the rule's finding rests on, the first few places. */
  quotes: string[]
}

export type DecisionResult =
  | { id: string; outcome: 'applied'; constraint: ConstraintView; missed?: MissedCheck }
  /** Somebody decided meanwhile: theirs stands, yours is not lost: the client keeps its text and shows both. */
  | { id: string; outcome: 'conflict'; constraint: ConstraintView; message: string }
  | { id: string; outcome: 'refused'; message: string }

/** A response that is tried, and stored nowhere: far longer than any that people paste. */
const triedResponse = z.string().max(200_000)

/** `POST /api/v1/check` {pairId, text}: what an edited text would be judged, before it is saved; {response, text}: of any response. */
export const checkInput = z.union([z.object({ pairId: uuid, text: z.string().max(4000) }), z.object({ response: triedResponse, text: z.string().max(4000) })])

/** `POST /api/v1/met` {response}: {constraints: MetConstraint[]}, what it meets of all that can be read off one. */
export const metInput = z.object({ response: triedResponse })
export interface MetConstraint {
  text: string
  type: string
  detail: string
}
export interface CheckPreview {
  checker: { id: string; kwargs: Record<string, unknown>; version: number } | null
  type: string | null
  outcome: VerdictOutcome | null
  measured: number | null
  detail: string | null
  evidence: EvidenceSpan[]
  /** As in ConstraintView. */
  metBy: number | null
  rule: string | null
  /** Where its bounds may stand and be true of the response. */
  bounds: BoundStops[]
}

/** The true places of one end of a bound, from loose to tight. */
export interface BoundStops {
  end: 'min' | 'max'
  /** The bound as the text has it, true or not. */
  current: number
  /** `name` says which: loose, natural, tight, as written; `text` is the constraint reworded; `metBy` as in ConstraintView. */
  stops: { name: string; bound: number; text: string; metBy: number | null }[]
}

/** `POST /api/v1/counting` {pairId, checker}: {counted: Counted | null}, how the constraint is counted on the pair's response. */
export const countingInput = z.object({ pairId: uuid, checker: z.object({ id: z.string().max(200), kwargs: z.record(z.string(), z.unknown()) }) })

/** `POST /api/v1/prompt`: the instruction with these constraints as an export by the default recipe would state it. They are as they stand on a screen. */
export const promptPreviewInput = z.object({
  pairId: uuid,
  accepted: z
    .array(z.object({ id: uuid, type: z.string().max(64), text: z.string().max(4000), checker: z.object({ id: z.string().max(200), kwargs: z.record(z.string(), z.unknown()) }).nullable() }))
    .max(200),
})
export type PromptPreviewInput = z.infer<typeof promptPreviewInput>
export interface PromptPreview {
  /** Null where the pair would not leave; `problem` says why. */
  prompt: string | null
  problem: string | null
  /** Accepted constraints that it does not state, and why. */
  notStated: { constraintId: string; reason: string }[]
}

/**
 * `POST /api/v1/pairs/:id/constraints`: {constraint: ConstraintView}, 201; `id` names the request, so that the same one answers what it
 * added before, and is not the constraint's; 409 where the pair has it already. GET: {suggestions: ConstraintSuggestion[]}.
 */
export const ownConstraintInput = z.object({ id: uuid.optional(), text: z.string().trim().min(1).max(4000) })
/** What could be demanded of a response: proven on it, and what other responses make of it as in ConstraintView. */
export interface ConstraintSuggestion {
  type: string
  text: string
  detail: string
  metBy: number | null
}
