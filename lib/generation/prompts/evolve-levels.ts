import { z } from 'zod'
import type { Prompt } from './prompt.ts'

/** Constraints that an instruction could have, by category. */
export const categorised = z.object({
  categories: z.array(z.object({ category: z.string().min(1), values: z.array(z.object({ text: z.string().min(1), type: z.string() })).min(1) })).min(1),
})

/** The instruction of each level. */
export const ladder = z.object({ levels: z.array(z.object({ level: z.int(), instruction: z.string().min(1), covered: z.array(z.string()) })).min(1) })

/** Whether an instruction can be answered as it is. */
export const answerability = z.object({ reason: z.string(), answerable: z.boolean(), contradictory: z.boolean() })

/** After Conifer's constraint generation (arXiv 2404.02823), in our words. */
export const categoriesPrompt = {
  version: 'evolve-conifer-constraints/1',
  system: [
    'You think of constraints. You are given an instruction. Think of categories in which an answer to it could be constrained, and for each of several constraints.',
    'Rules:',
    '- A category is something in which answers to this instruction differ: an aspect of the subject, the readers, the point of view, the length, the layout, the words, the examples, what is left out.',
    '- At least one category is about form that a program could check: length, number of paragraphs or list items, punctuation, words to use or avoid, how it begins or ends. Write numbers in digits.',
    '- Each constraint is one sentence that could stand behind the instruction, and that one can check in an answer. Those of different categories must be possible together.',
    '- Nothing that takes away or contradicts what the instruction asks, that needs knowledge which is not given, or that is unsafe to ask.',
    '- "type" is a short name of the constraint\'s kind. Write the constraints in the language of the instruction.',
  ].join('\n'),
  ask: 'Now write {{categories}} categories with 2 to 4 constraints each, as a JSON object.',
  examples: [
    {
      given: 'The instruction is "Describe how bread is baked."; two categories are asked for.',
      answer: {
        categories: [
          { category: 'length', values: [{ text: 'Use at most 120 words.', type: 'length.words' }, { text: 'Write exactly 3 paragraphs.', type: 'length.paragraphs' }] },
          { category: 'readers', values: [{ text: 'Write for children who have never been in a kitchen.', type: 'audience' }, { text: 'Address somebody who bakes for a living.', type: 'audience' }] },
        ],
      },
    },
  ],
  schema: categorised,
} satisfies Prompt

/** After Conifer's recombination, in our words, with what each level has to say laid down beforehand. */
export const ladderPrompt = {
  version: 'evolve-conifer-ladder/1',
  system: [
    'You write a ladder of instructions, from easy to hard. You are given an instruction and, for each level, the constraints that are new at that level. Write one instruction for each level: ' +
      'the given one with all constraints of that level and of every level below.',
    'Rules:',
    '- Each level says everything that the level below says. Nothing is weakened, left out or added.',
    '- Use the words of the constraints where you can, and their numbers as they are written. Do not write ids, levels or names of categories.',
    '- Keep the task. Copy every table, block of code, inline code, link and formula of the instruction to the letter. Do not copy an input that is given apart, a system prompt or earlier turns.',
    '- Running text that a person would send, in the language of the instruction; the levels need not be worded alike.',
    '- "covered": the ids of all constraints that the instruction of that level says, of its own and the lower levels.',
  ].join('\n'),
  ask: 'Write the instructions of levels 1 to {{levels}} now, as a JSON object.',
  examples: [
    {
      given: 'The instruction is "Describe how bread is baked." Level 1 has 1.1 "Use at most 120 words."; level 2 has 2.1 "Write for children who have never been in a kitchen."',
      answer: {
        levels: [
          { level: 1, instruction: 'Describe how bread is baked in at most 120 words.', covered: ['1.1'] },
          { level: 2, instruction: 'Describe, for children who have never been in a kitchen, how bread is baked. Use at most 120 words.', covered: ['1.1', '2.1'] },
        ],
      },
    },
  ],
  schema: ladder,
} satisfies Prompt

/** Conifer's second filter, in our words; the answer is a truth value and not a word to look for. */
export const answerablePrompt = {
  version: 'evolve-conifer-answerable/1',
  system: [
    'You check instructions before anybody answers them. You are given an instruction, with its input where it has one.',
    '- "answerable": true if a capable writer without access to anything else could answer it as it stands; false if something is missing that it refers to, or if it asks for what cannot be done in text.',
    '- "contradictory": true if two of its demands cannot both be met by any answer; false otherwise. Demands that are merely hard to meet together do not contradict each other.',
    '- "reason": one sentence that says what decided.',
  ].join('\n'),
  ask: 'Now judge the instruction, as a JSON object.',
  examples: [
    { given: 'The instruction is "Summarise the attached report in exactly 3 sentences." and nothing is attached.', answer: { reason: 'The report is not given.', answerable: false, contradictory: false } },
    { given: 'The instruction is "Describe how bread is baked in at most 120 words."', answer: { reason: 'It takes common knowledge only.', answerable: true, contradictory: false } },
  ],
  schema: answerability,
} satisfies Prompt
