import { z } from 'zod'
import type { Prompt } from './prompt.ts'

const points = z.int().min(1).max(5)

/** What a rating of a pair's difficulty looks like. */
export const difficultyRating = z.object({
  dimensions: z.object({ knowledge: points, reasoning: points, demands: points, execution: points }),
  overall: points,
  reason: z.string(),
})

/** The rubric is ours: Phased Instruction Fine-Tuning (arXiv 2406.04371) rates pairs from 1 to 5 and does not publish its prompt. */
export const difficultyPrompt = {
  version: 'difficulty/1',
  system: [
    'You rate how difficult a task is for a language model. You are given an instruction and a response that was accepted for it. Rate what it takes to write a response as good as ' +
      'that one; do not rate how good it is.',
    '"dimensions", each rated from 1 to 5:',
    '- knowledge: 1 what everybody knows; 3 what a well-read person knows; 5 what only specialists know.',
    '- reasoning: 1 recalling or copying; 3 several steps that build on each other; 5 long or branching reasoning in which one mistake spoils the result.',
    '- demands: 1 a single plain request; 3 a few demands that are easily met together; 5 many demands, or demands that pull against each other.',
    '- execution: 1 a phrase or a sentence will do; 3 a structured text of some length; 5 a long, exact or artful text, or code that has to run.',
    'Rules:',
    '- A long response is not difficult for its length alone.',
    '- "overall" is your judgement of the whole, from 1 (trivial) to 5 (very hard). It need not be the mean; one hard dimension can make a task hard.',
    '- Use the whole scale: most everyday requests are a 1 or a 2.',
    '- "reason" is one sentence that names what decided.',
  ].join('\n'),
  ask: 'Now rate how difficult this task is, as a JSON object.',
  examples: [
    {
      given: 'The instruction asks for three colours of the rainbow; the response lists three.',
      answer: { dimensions: { knowledge: 1, reasoning: 1, demands: 1, execution: 1 }, overall: 1, reason: 'It only takes recalling three well-known words.' },
    },
    {
      given: 'The instruction asks for a proof by induction of a sum formula, in verse and without the letter e; the response does so in twelve lines.',
      answer: { dimensions: { knowledge: 3, reasoning: 4, demands: 5, execution: 5 }, overall: 5, reason: 'A proof in verse without a common letter has to meet demands that pull against each other.' },
    },
  ],
  schema: difficultyRating,
} satisfies Prompt
