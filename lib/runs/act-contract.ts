import { z } from 'zod'
import { pairFilter } from '#lib/datasets/contract.ts'
import { tagNames } from '#lib/tags/tag-name.ts'

/**
 * Runs that act for somebody on what they chose. Nobody starts one by `POST /api/v1/runs`: each has a use case of its own, which asks whether
 * they may. They have a queue of their own too, so that nobody's decisions wait behind an import.
 */
export const actKinds = ['decide', 'tag', 'remove', 'delete'] as const
export type ActKind = (typeof actKinds)[number]

/** A batch of decisions that is taken, or taken back. */
export const decideParams = z.object({ batchId: z.uuid(), undo: z.boolean().default(false) })
/** Tags put on the pairs that a filter finds, and tags taken off. */
export const tagParams = z.object({ filter: pairFilter, add: tagNames, remove: tagNames })
/** Pairs that go; were there others than `expected` by their number, none does. */
export const removeParams = z.object({ filter: pairFilter, expected: z.int().min(1) })
/** A dataset that goes. The run outlives it, and so has no dataset of its own. */
export const deleteParams = z.object({ datasetId: z.uuid(), name: z.string(), pairs: z.int(), constraints: z.int() })

const shared = { datasetId: z.uuid(), seed: z.int().default(0) }
export const actRun = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('decide'), ...shared, params: decideParams }),
  z.object({ kind: z.literal('tag'), ...shared, params: tagParams }),
  z.object({ kind: z.literal('remove'), ...shared, params: removeParams }),
  z.object({ kind: z.literal('delete'), ...shared, params: deleteParams }),
])
export type ActRun = z.infer<typeof actRun>

/** Whether a run acts for somebody on what they chose. */
export function isAct(kind: string): kind is ActKind {
  return actKinds.some((known) => known === kind)
}
