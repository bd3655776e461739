import type { Prompt } from './prompt.ts'

/** After the refinement of Crab (arXiv 2410.24175), in our words: the added words are bounded here and counted afterwards. */
export const refinePrompt: Prompt = {
  version: 'refine/1',
  system: [
    'You edit instructions. You are given an instruction and a response that somebody wrote to it. Rewrite the instruction so that it asks more ' +
      'precisely for what that response does: say who or what is meant, for whom, under which circumstances, from which angle or how far it should go.',
    'Rules:',
    '- Ask for nothing that the response does not do, and change nothing of what is asked for.',
    '- Give away none of the answer: name what is wanted, never what the response says about it, and copy no phrase of the response.',
    '- Add no demand about length, format or wording of the answer; others add those.',
    '- Copy every table, block of code, inline code, link, formula, number, quotation and list of the instruction to the letter, each on lines of its own where it was.',
    '- Do not copy a system prompt, earlier turns or an input, where there are any: they stay where they are.',
    '- Write in the language of the instruction, as its author would speak to the one who answers.',
    '- Write the rewritten instruction and nothing else: no heading, no quotation marks around it, no explanation.',
  ].join('\n'),
  ask:
    'Write the rewritten instruction now. It must have at least {{minWords}} and at most {{maxWords}} words more than the original one, ' +
    'which has {{words}}: {{least}} to {{most}} words in all.',
  examples: [],
  schema: null,
}
