import type { ConstraintState } from '#lib/review/constraint-state.ts'
import type { ConstraintStatus } from '#lib/review/contract.ts'

/** What a constraint becomes by a decision that changes nothing else of it. */
export const statusAfter: Record<'accept' | 'reject' | 'skip' | 'flag', ConstraintStatus> = {
  accept: 'accepted',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
}

/** Whether a program says no, so that nobody may accept it. A judge's no is a model's opinion, which a person may overrule. */
export function isRefutedState({ outcome, outcomeBy }: Pick<ConstraintState, 'outcome' | 'outcomeBy'>): boolean {
  return (outcome === 'fail' || outcome === 'error') && outcomeBy !== 'llm'
}
