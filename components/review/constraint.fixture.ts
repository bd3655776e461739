import type { ConstraintView, DecisionInput, DecisionResult } from '#lib/review/contract.ts'
import { afterAct, stateOf, type ConstraintState } from '#components/review/act.ts'

/** A UUID that says which it is. */
export function uuid(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** A constraint that nobody has decided and that a program proved. */
export function constraint(number: number, more: Partial<ConstraintView> = {}): ConstraintView {
  return {
    id: uuid(number),
    pairId: uuid(1000),
    type: 'length.words',
    rawType: null,
    text: `Constraint ${number}`,
    origin: 'rule',
    checker: null,
    status: 'pending',
    outcome: 'pass',
    measured: null,
    detail: null,
    evidence: [],
    metBy: null,
    rule: null,
    judge: null,
    generationId: null,
    version: 0,
    people: null,
    adjudicating: false,
    decision: null,
    ...more,
  }
}

/** A server that decides as the real one does: versions, ids taken once, undo by name. */
export function fakeServer(constraints: ConstraintView[]) {
  const rows = new Map(constraints.map((view) => [view.id, view]))
  const taken = new Map<string, { constraintId: string; before: ConstraintState }>()
  const received: DecisionInput[] = []

  function answer(input: DecisionInput): DecisionResult {
    received.push(input)
    const row = rows.get(input.constraintId)
    if (!row) return { id: input.id, outcome: 'refused', message: 'There is no such constraint.' }
    if (taken.has(input.id)) return { id: input.id, outcome: 'applied', constraint: row }
    if (row.version !== input.seenVersion) return { id: input.id, outcome: 'conflict', constraint: row, message: 'This constraint was decided meanwhile by Ana.' }
    const undone = input.undoesId ? taken.get(input.undoesId) : undefined
    if (input.kind === 'undo' && !undone) return { id: input.id, outcome: 'refused', message: 'There is nothing to undo here.' }
    taken.set(input.id, { constraintId: row.id, before: stateOf(row) })
    const next = afterAct(row, { input, pairId: row.pairId, madeAt: 0, restores: undone?.before ?? null, preview: null, before: null })
    rows.set(row.id, next)
    return { id: input.id, outcome: 'applied', constraint: next }
  }

  return {
    received,
    row: (id: string): ConstraintView | undefined => rows.get(id),
    /** Somebody else decides. */
    change: (id: string, change: Partial<ConstraintView>): void => {
      const row = rows.get(id)
      if (row) rows.set(id, { ...row, ...change, version: row.version + 1 })
    },
    send: (inputs: DecisionInput[]): Promise<DecisionResult[]> => Promise.resolve(inputs.map(answer)),
  }
}
