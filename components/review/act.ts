import { isRefuted, refinementType, type CheckPreview, type ConstraintStatus, type ConstraintView, type DecisionInput, type DecisionKind } from '#lib/review/contract.ts'

/** One decision of this reviewer, from the key press until the server has answered it. */
export interface Act {
  input: DecisionInput
  pairId: string
  /** When it was made, for order: ms since 1970, made unique within a visit. */
  madeAt: number
  /** kind undo: what the constraint was before; null after a reload, when only the server knows. */
  restores: ConstraintState | null
  /** kind edit: what the check said of the new text; null when it was not asked in time. */
  preview: CheckPreview | null
  /** The constraint as it was on the screen before; null after a reload. */
  before: ConstraintView | null
}

/** What a decision changes of a constraint. */
export type ConstraintState = Pick<ConstraintView, 'type' | 'text' | 'status' | 'checker' | 'outcome' | 'judge' | 'measured' | 'detail' | 'evidence' | 'metBy' | 'rule' | 'decision'>

/** The part of a constraint that a decision changes and an undo restores. */
export function stateOf({ type, text, status, checker, outcome, judge, measured, detail, evidence, metBy, rule, decision }: ConstraintView): ConstraintState {
  return { type, text, status, checker, outcome, judge, measured, detail, evidence, metBy, rule, decision }
}

/** What the constraint will look like once the server has taken the act. An act that saw another version changes nothing. */
export function afterAct(view: ConstraintView, act: Act): ConstraintView {
  const { input } = act
  if (input.seenVersion !== view.version) return view
  return { ...view, ...changeBy(view, act), version: view.version + 1 }
}

const statusAfter: Record<Exclude<DecisionKind, 'edit' | 'undo'>, ConstraintStatus> = {
  accept: 'accepted',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
}

function changeBy(view: ConstraintView, { input, madeAt, preview, restores }: Act): Partial<ConstraintState> {
  if (input.kind === 'undo') return restores ?? {}
  const decision: ConstraintView['decision'] = {
    id: input.id,
    kind: input.kind,
    reviewer: null,
    mine: true,
    reason: input.reason ?? null,
    previousText: input.kind === 'edit' ? view.text : null,
    at: new Date(madeAt).toISOString(),
  }
  if (input.kind !== 'edit') return { status: statusAfter[input.kind], decision }
  if (view.type === refinementType) return { decision, text: input.text ?? view.text, status: 'accepted' }
  const { bounds: _, ...check } = preview ?? { checker: null, type: null, outcome: null, measured: null, detail: null, evidence: [], metBy: null, rule: null, bounds: [] }
  const refuted = check.outcome === 'fail' || check.outcome === 'error'
  // As the server does it: what a program could decide before and cannot now is of no checkable type.
  const type = check.type ?? (preview && view.checker ? 'unmapped' : view.type)
  return { ...check, judge: null, decision, type, text: input.text ?? view.text, status: refuted ? 'pending' : 'accepted' }
}

/** Why this reviewer cannot do that to the constraint, in words for them; null when nothing stands in the way. */
export function objection(view: ConstraintView, kind: DecisionKind, text?: string): string | null {
  if (kind === 'accept' && isRefuted(view)) {
    return `This cannot be accepted: a program refutes it. ${view.detail ?? ''} Edit it or reject it.`.replace('  ', ' ')
  }
  if (kind === 'edit' && !text?.trim()) return 'The text is empty. Reject it if nothing is left of it.'
  return null
}
