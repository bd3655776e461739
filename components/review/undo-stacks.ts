import type { ConstraintState } from '#components/review/act.ts'
import { mostKept, stepsKeptNowhere, type KeptSteps } from '#components/review/kept-steps.ts'

/** One decision that can be undone (or one undo that can be redone), with the state that comes back by that. */
export interface Step {
  constraintId: string
  pairId: string
  decisionId: string
  state: ConstraintState
}

/** The last of what was done in this tab, across pairs, as undo and redo see it. Steps that were taken by one key press go together. */
export function createUndoStacks(kept: KeptSteps = stepsKeptNowhere) {
  const { done, undone } = kept.load()
  const keep = (): void => {
    for (const stack of [done, undone]) stack.splice(0, stack.length - mostKept)
    kept.keep({ done, undone })
  }
  return {
    did: (steps: Step[]): void => {
      done.push(steps)
      undone.length = 0
      keep()
    },
    nextUndo: (): Step[] | undefined => done.at(-1),
    nextRedo: (): Step[] | undefined => undone.at(-1),
    /** Says that the next undo (or redo) was carried out by these new decisions. */
    travelled: (direction: 'undo' | 'redo', steps: Step[]): void => {
      const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
      from.pop()
      if (steps.length > 0) to.push(steps)
      keep()
    },
    /** Takes out decisions that the server did not take. */
    forget: (ids: ReadonlySet<string>): void => {
      for (const stack of [done, undone]) {
        const left = stack.map((steps) => steps.filter((step) => !ids.has(step.decisionId))).filter((steps) => steps.length > 0)
        stack.splice(0, stack.length, ...left)
      }
      keep()
    },
    canUndo: (): boolean => done.length > 0,
    canRedo: (): boolean => undone.length > 0,
  }
}
