import { z } from 'zod'
import type { Prompt } from './prompt.ts'

/** After hindsight relabelling (arXiv 2302.05206), for one constraint instead of a whole instruction. */
export const relabelPrompt = {
  version: 'relabel/1',
  system: [
    'You are given an instruction, a response, and a constraint that the response fails. Find out what the response does in the matter that the constraint is about, and write the ' +
      'constraint that the response would have followed: the same matter, the same kind of demand, but what this response really does.',
    'Answer with a JSON object of these two:',
    '- did: one sentence on what the response does in this matter.',
    '- constraint: one sentence of 8 to 25 words that tells the writer to do just that, in the language of the constraint. It must hold of this response without any doubt, must still ' +
      'restrict, so that some sensible response would break it, and must not copy a sentence of the response or tell its facts. null when the response does nothing in this matter that could be asked for.',
  ].join('\n'),
  ask: 'Now write what the response does in the matter of the failed constraint, as a JSON object.',
  examples: [
    {
      given: 'The constraint asks to address the reader formally; the response is full of "hey you" and slang.',
      answer: { did: 'It addresses the reader as a close friend would, in slang.', constraint: 'Address the reader casually, with slang, as a close friend would.' },
    },
    {
      given: 'The constraint asks to mention the opening hours; the response says nothing about visiting at all.',
      answer: { did: 'It does not deal with visiting.', constraint: null },
    },
  ],
  schema: z.object({ did: z.string(), constraint: z.string().nullable() }),
} satisfies Prompt
