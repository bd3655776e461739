import { z } from 'zod'
import type { Prompt } from './prompt.ts'

/** A judge's answer about one constraint. */
export const judgeAnswer = z.object({
  // The quote and the reason come first: what is written first is thought first.
  quote: z.string(),
  reason: z.string(),
  satisfied: z.enum(['yes', 'no', 'unsure']),
  is_restriction: z.boolean(),
  repaired: z.string().nullable(),
})
export type JudgeAnswer = z.infer<typeof judgeAnswer>

/** After the check stage of Crab (arXiv 2410.24175), which saw no instruction and whose repairs nobody judged. */
export const judgePrompt = {
  version: 'judge/1',
  system: [
    'You judge whether a response meets one constraint. You are given an instruction, a response and the constraint. Judge only whether this response meets this constraint, ' +
      'not whether the response is good, true or helpful.',
    'Answer with a JSON object of these five:',
    '- quote: a passage of the response that shows your verdict, copied to the letter, with its punctuation and marks, without an ellipsis, at most 30 words. "" only when no ' +
      'passage can show it, for instance where something is missing or the whole has to be looked at.',
    '- reason: one or two sentences: how the quote shows it, or why none can.',
    '- satisfied: "yes" when the response meets all that the constraint asks for; "no" when it breaks any of it; "unsure" when neither can be shown.',
    '- is_restriction: true when the constraint restricts the response, so that some sensible response to the same instruction would break it; false when it asks for nothing in ' +
      'particular, repeats the instruction, or cannot be broken.',
    '- repaired: when satisfied is "no": the constraint with as little as possible changed, so that this response meets it and it still restricts; one sentence that tells the writer ' +
      'what to do, without copying a sentence of the response. null when there is no such constraint, and whenever satisfied is not "no".',
  ].join('\n'),
  ask: 'Now judge whether the response meets the constraint, as a JSON object.',
  examples: [
    {
      given: 'The response is a recipe that contains "two cups of flour" and no measures in grams; the constraint asks for all measures in grams.',
      answer: {
        quote: 'two cups of flour',
        reason: 'The recipe measures in cups and spoons throughout; nothing is given in grams.',
        satisfied: 'no',
        is_restriction: true,
        repaired: 'Give all measures in cups and spoons.',
      },
    },
    {
      given: 'The response is the same recipe; the constraint forbids naming any brand.',
      answer: {
        quote: '',
        reason: 'No brand is named anywhere; an absence cannot be quoted.',
        satisfied: 'yes',
        is_restriction: true,
        repaired: null,
      },
    },
  ],
  schema: judgeAnswer,
} satisfies Prompt
