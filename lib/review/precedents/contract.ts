import { z } from 'zod'

/** `POST /api/v1/datasets/:id/precedents` {pairId, type, text}: {precedents: Precedent[]}, the most alike first, none of the pair itself. */
export const precedentsInput = z.object({ pairId: z.uuid(), type: z.string().max(64), text: z.string().max(4000) })
export type PrecedentsInput = z.infer<typeof precedentsInput>

/** How constraints of one wording were decided, all of them closed: nothing about them is open to anybody. */
export interface Precedent {
  text: string
  type: string
  /** Trigram similarity to the text asked about, 0 to 1. */
  similarity: number
  accepted: number
  /** Of those accepted, how many only as edited: this is what they were made into. */
  edited: number
  rejected: number
  /** Why they were rejected, the most frequent first. */
  reasons: { reason: string; count: number }[]
  /** How many people decided them. */
  people: number
  /** The latest of them, to look at. */
  pairId: string
}
