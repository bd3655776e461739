import { z } from 'zod'

/** The most pairs that one selection holds. */
export const mostSelected = 200_000

/** `POST /api/v1/datasets/:id/selections` keeps pairs that somebody chose one by one and answers {selection} (201); the filter `selection:ID` finds them. */
export const selectionInput = z.object({ ids: z.array(z.uuid()).min(1).max(mostSelected, `A selection holds at most ${mostSelected.toLocaleString('en')} pairs: choose by a filter, or put a tag on some at a time.`) })
export type SelectionInput = z.infer<typeof selectionInput>

/** What is kept of one. Never changed: another choice is another selection. */
export interface SelectionKept {
  id: string
  /** Of those asked for, the ones that the dataset has. */
  pairs: number
  expiresAt: string
}

/** `GET /api/v1/selections/:id` answers {selection} with the pairs. */
export interface SelectionView extends SelectionKept {
  datasetId: string
  ids: string[]
  /** Who chose them; null for a former member. */
  by: string | null
}
