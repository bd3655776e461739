import { z } from 'zod'

/** A whole number of tokens that a column can hold; null where a server sends something else, for an answer is not lost for its figures. */
const count = z.int32().nonnegative().nullish().catch(null)

/** What a server says an answer took; those of thoughts are counted apart, and among the others. */
export const tokenUsage = z
  .object({ prompt_tokens: count, completion_tokens: count, completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(null) })
  .nullish()
  .catch(null)
