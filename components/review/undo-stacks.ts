import type { ConstraintState } from '#components/review/act.ts'
import { stepsKeptNowhere, type KeptPage, type KeptStep, type KeptSteps, type StackName } from '#components/review/kept-steps.ts'

/** One decision that can be undone (or one undo that can be redone). */
export interface Step {
  constraintId: string
  pairId: string
  decisionId: string
  /** What comes back by that; null for a step of an earlier visit, of which only the server knows. */
  state: ConstraintState | null
}

interface Options {
  kept?: KeptSteps | undefined
  now?: () => number
  /** Told when more steps became known. */
  onChange?: () => void
}

/** What this reviewer did, across pairs and visits, as undo and redo see it. Steps that were taken by one key press go together. */
export function createUndoStacks({ kept = stepsKeptNowhere, now = Date.now, onChange = () => {} }: Options = {}) {
  const stacks: Record<StackName, KeptStep[]> = { done: [], undone: [] }
  // Whether there are steps that are kept and not read yet.
  const more: Record<StackName, boolean> = { done: false, undone: false }
  // Two tabs that act in one millisecond have places of their own.
  const tab = Math.random()
  let lastAt = 0

  async function read(stack: StackName): Promise<void> {
    const first = stacks[stack][0]?.at
    // Something that cannot be read now is not there.
    const { steps: found, more: further } = await kept.load(stack, first).catch(() => nothing)
    more[stack] = further
    const known = new Set(stacks[stack].map(({ at }) => at))
    stacks[stack].unshift(...found.filter(({ at }) => !known.has(at)))
    lastAt = Math.max(lastAt, found.at(-1)?.at ?? 0)
    onChange()
  }

  function push(stack: StackName, steps: Step[]): void {
    lastAt = Math.max(Math.floor(lastAt) + 1, now()) + tab
    stacks[stack].push({ at: lastAt, steps })
    kept.put(stack, { at: lastAt, steps })
  }

  function pop(stack: StackName): void {
    const last = stacks[stack].pop()
    if (last) kept.remove(stack, last.at)
  }

  let isLoaded = false
  const loaded = Promise.all([read('done'), read('undone')]).then(() => void (isLoaded = true))
  return {
    /** Resolves once the last ones of earlier visits are known. */
    loaded,
    /** Whether the next one is not known yet, so that `reach` reads. */
    isFar: (direction: 'undo' | 'redo'): boolean => {
      const stack = direction === 'undo' ? 'done' : 'undone'
      return !isLoaded || (stacks[stack].length === 0 && more[stack])
    },
    /** Reads further back where all that is known has been undone (or redone). */
    reach: async (direction: 'undo' | 'redo'): Promise<void> => {
      await loaded
      const stack = direction === 'undo' ? 'done' : 'undone'
      if (stacks[stack].length === 0 && more[stack]) await read(stack)
    },
    did: (steps: Step[]): void => {
      push('done', steps)
      if (stacks.undone.length > 0 || more.undone) kept.clear('undone')
      stacks.undone = []
      more.undone = false
    },
    nextUndo: (): Step[] | undefined => stacks.done.at(-1)?.steps,
    nextRedo: (): Step[] | undefined => stacks.undone.at(-1)?.steps,
    /** Says that the next undo (or redo) was carried out by these new decisions. */
    travelled: (direction: 'undo' | 'redo', steps: Step[]): void => {
      const [from, to]: [StackName, StackName] = direction === 'undo' ? ['done', 'undone'] : ['undone', 'done']
      pop(from)
      if (steps.length > 0) push(to, steps)
    },
    /** Takes out decisions that the server did not take. */
    forget: (ids: ReadonlySet<string>): void => {
      for (const stack of ['done', 'undone'] as const) {
        for (const { at, steps } of stacks[stack].filter((each) => each.steps.some((step) => ids.has(step.decisionId)))) {
          const left = steps.filter((step) => !ids.has(step.decisionId))
          if (left.length > 0) kept.put(stack, { at, steps: left })
          else kept.remove(stack, at)
          stacks[stack] = stacks[stack].flatMap((each) => (each.at !== at ? [each] : left.length > 0 ? [{ at, steps: left }] : []))
        }
      }
    },
    canUndo: (): boolean => stacks.done.length > 0 || more.done,
    canRedo: (): boolean => stacks.undone.length > 0 || more.undone,
  }
}

const nothing: KeptPage = { steps: [], more: false }
