import { z } from 'zod'
import type { Step } from '#components/review/undo-stacks.ts'

/** What can be undone and redone, in the order in which it was done; steps that were taken by one key press go together. */
export interface Steps {
  done: Step[][]
  undone: Step[][]
}

/** Where the steps are kept, so that they outlive a reload. */
export interface KeptSteps {
  load(): Steps
  keep(steps: Steps): void
}

/** How many of the last steps are kept, of those to undo and of those to redo. */
export const mostKept = 200

const span = z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })
const checker = z.object({ id: z.string(), kwargs: z.record(z.string(), z.unknown()), version: z.number() })
const decision = z.object({
  id: z.string(),
  kind: z.enum(['accept', 'edit', 'reject', 'skip', 'flag', 'undo']),
  reviewer: z.string().nullable(),
  reason: z.string().nullable(),
  previousText: z.string().nullable(),
  at: z.string(),
})
const state = z.object({
  type: z.string(),
  text: z.string(),
  status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'superseded', 'disputed']),
  checker: checker.nullable(),
  outcome: z.enum(['pass', 'fail', 'unsure', 'error']).nullable(),
  judge: z.object({ generationId: z.string().nullable() }).nullable(),
  measured: z.number().nullable(),
  detail: z.string().nullable(),
  evidence: z.array(span),
  metBy: z.number().nullable(),
  rule: z.string().nullable(),
  decision: decision.nullable(),
})
const stack = z.array(z.array(z.object({ constraintId: z.uuid(), pairId: z.uuid(), decisionId: z.uuid(), state })).min(1))
const kept = z.object({ done: stack, undone: stack })

/** Keeps nothing: for tests and for pages without a browser. */
export const stepsKeptNowhere: KeptSteps = { load: nothing, keep: () => {} }

/**
 * Keeps the steps of one reviewer in one dataset (or one row of it) in the storage of a tab. What is kept is only where to go back to: whether it
 * can still be undone, the server says. What cannot be read counts as nothing; a storage that is forbidden is done without, and
 * one that is full keeps fewer steps.
 */
export function stepsKeptIn(storage: () => Storage, reviewerId: string, of: string): KeptSteps {
  const key = `pincer-undo:${reviewerId}:${of}`
  return {
    load: () => {
      try {
        return kept.parse(JSON.parse(storage().getItem(key) ?? 'null'))
      } catch {
        return nothing()
      }
    },
    keep: ({ done, undone }) => {
      for (let most = mostKept; most >= 1; most = Math.floor(most / 2)) {
        try {
          return storage().setItem(key, JSON.stringify({ done: done.slice(-most), undone: undone.slice(-most) }))
        } catch {
          // Too much for it: half as many may fit.
        }
      }
      // What is there from before would name steps that are not the last ones.
      try {
        storage().removeItem(key)
      } catch {
        // It keeps nothing anyway.
      }
    },
  }
}

function nothing(): Steps {
  return { done: [], undone: [] }
}
