import { z } from 'zod'
import type { BrowserTable, Row, RowChange } from '#components/review/browser-table.ts'
import type { Step } from '#components/review/undo-stacks.ts'

/** What one key press did, as one step to undo (or redo), with its place in the order. */
export interface KeptStep {
  at: number
  steps: Step[]
}

/** Some of a stack, in order, and whether there are others before them. */
export interface KeptPage {
  steps: readonly KeptStep[]
  more: boolean
}

export type StackName = 'done' | 'undone'

/** Where the steps are kept, all of them, so that they outlive the page. */
export interface KeptSteps {
  /** The last ones of a stack, in order; with `before` of those before that place. Rejects where the browser keeps nothing. */
  load(stack: StackName, before?: number): Promise<KeptPage>
  put(stack: StackName, step: KeptStep): void
  remove(stack: StackName, at: number): void
  clear(stack: StackName): void
}

/** How many are read at once; more are read when they are undone. */
export const readAtOnce = 200

const step = z.object({ constraintId: z.uuid(), pairId: z.uuid(), decisionId: z.uuid() })
const kept = z.array(step).min(1)

/** Keeps nothing: for tests and for pages without a browser. */
export const stepsKeptNowhere: KeptSteps = { load: () => Promise.resolve({ steps: [], more: false }), put: () => {}, remove: () => {}, clear: () => {} }

/**
 * Keeps the steps of one reviewer in one dataset (or one row of it), for all tabs of the browser. What is kept is only where to go
 * back to: whether it can still be undone, and what comes back by it, the server says. What cannot be read counts as nothing. Those
 * that `earlier` versions kept in the storage of a tab are taken over.
 */
export function stepsKeptIn(table: BrowserTable, reviewerId: string, of: string, earlier?: () => Storage): KeptSteps {
  const under = (stack: StackName) => ['steps', reviewerId, of, stack]
  // Undo works in this visit without what is kept; that nothing is, is told of the decisions themselves.
  const write = (change: RowChange): void => void table.write([change]).catch(() => {})
  return {
    load: async (stack, before) => {
      if (earlier && stack === 'done' && before === undefined) await takeOver(table, under, earlier, `pincer-undo:${reviewerId}:${of}`)
      const rows = await table.list(under(stack), { last: readAtOnce, ...(before === undefined ? {} : { before: [...under(stack), before] }) })
      return { steps: rows.flatMap((row) => readStep(row) ?? []), more: rows.length === readAtOnce }
    },
    put: (stack, { at, steps }) => write({ put: [...under(stack), at], value: idsOf(steps) }),
    remove: (stack, at) => write({ remove: [...under(stack), at] }),
    clear: (stack) => write({ removeUnder: under(stack) }),
  }
}

function readStep({ key, value }: Row): KeptStep | null {
  const at = key.at(-1)
  const { data } = kept.safeParse(value)
  return data && typeof at === 'number' ? { at, steps: data.map((each) => ({ ...each, state: null })) } : null
}

function idsOf(steps: readonly z.infer<typeof step>[]): z.infer<typeof kept> {
  return steps.map(({ constraintId, pairId, decisionId }) => ({ constraintId, pairId, decisionId }))
}

async function takeOver(table: BrowserTable, under: (stack: StackName) => string[], storage: () => Storage, key: string): Promise<void> {
  try {
    const found = storage().getItem(key)
    if (found === null) return
    const { done, undone } = z.object({ done: z.array(kept), undone: z.array(kept) }).parse(JSON.parse(found))
    // Before all that is done from now on.
    const began = Date.now() - done.length - undone.length
    const rows = (stack: StackName, of: readonly Parameters<typeof idsOf>[0][]) => of.map((steps, index) => ({ put: [...under(stack), began + index], value: idsOf(steps) }))
    await table.write([...rows('done', done), ...rows('undone', undone)])
    storage().removeItem(key)
  } catch {
    // What cannot be read, or not be kept, is where it was.
  }
}
