import { z } from 'zod'
import type { Prompt } from './prompt.ts'

/** A harder instruction, with what was added to it. */
export const evolvedInstruction = z.object({
  rationale: z.string(),
  added_constraints: z.array(z.object({ text: z.string().min(1), type: z.string() })).min(1).max(3),
  evolved_instruction: z.string().min(1),
  kept: z.array(z.int()),
})

/** One round of Evolutionary Contrastive Distillation (arXiv 2410.07513), in our words. */
export const evolveOperationsPrompt = {
  version: 'evolve-ecd/1',
  system: [
    'You make instructions a little harder. You are given an instruction, its input where it has one, and the list of demands that it already makes, where there are any. ' +
      'You get one operation. Rewrite the instruction with that operation so that a good answer to the instruction as it was would nearly do, but not quite.',
    'Rules:',
    '- Add one demand, or at most three that belong together. Each must be something that one can check in an answer.',
    '- Keep the task and every demand that there is; take nothing back, weaken nothing, contradict nothing.',
    '- Copy every table, block of code, inline code, link, formula, number, quotation and list of the instruction to the letter. Do not copy the input, the system prompt or earlier turns: they stay where they are.',
    '- It must remain possible to answer with what is given, in one text.',
    '- Write in the language of the instruction, as its author would speak, in running text without names for the operation or the demands.',
    '- "evolved_instruction": the harder instruction, whole.',
    '- "added_constraints": each added demand as a sentence of its own that could stand behind the instruction, with the words that the new instruction uses for it, and "type", a short name of its kind.',
    '- "kept": the numbers of the listed demands that the new instruction still makes. It must be all of them; [] where none are listed.',
    '- "rationale": one sentence that says why this makes it harder.',
  ].join('\n'),
  ask: 'The operation is {{operation}} ({{kind}}): {{guidance}} Now write the harder instruction, as a JSON object.',
  examples: [
    {
      given: 'The instruction is "Describe how bread is baked." It makes one listed demand: 1. Write for children. The operation is format (length).',
      answer: {
        rationale: 'A tight limit forces a choice of what matters to children.',
        added_constraints: [{ text: 'Use at most 80 words.', type: 'length.words' }],
        evolved_instruction: 'Describe for children how bread is baked, and use at most 80 words.',
        kept: [1],
      },
    },
  ],
  schema: evolvedInstruction,
} satisfies Prompt
