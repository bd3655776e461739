import { z } from 'zod'
import { pairFilter } from '#lib/datasets/contract.ts'

/** `POST /api/v1/datasets/:id/removal/preview` {filter} answers a RemovalPreview: what would go, before anything does. */
export const removalChoice = z.object({ filter: pairFilter })
export interface RemovalPreview {
  pairs: number
  /** What goes with them. */
  constraints: number
  decisions: number
  /** Exports of the dataset that have been made: they keep what they took. */
  exports: number
}

/** `POST /api/v1/datasets/:id/removal` answers 201 {run}: the run that deletes them. It does nothing where there are not `expected` pairs any more. */
export const removalInput = removalChoice.extend({ expected: z.int().min(1) })
export type RemovalInput = z.infer<typeof removalInput>
