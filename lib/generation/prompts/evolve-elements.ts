import { z } from 'zod'
import type { Prompt } from './prompt.ts'

const element = z.object({ id: z.string().min(1).max(20), text: z.string().min(1), quote: z.string().min(1) })

/** An instruction taken apart; `quote` is the place that says it, to the letter. */
export const decomposition = z.object({
  background: z.array(element),
  objectives: z.array(element).min(1),
  constraints: z.array(element),
  input: z.object({ quote: z.string().min(1) }).nullable(),
  domain: z.string(),
  taskType: z.string(),
})

/** New elements for it. */
export const proposedElements = z.object({
  elements: z.array(z.object({ slot: z.enum(['background', 'objective', 'constraint']), text: z.string().min(1), dependsOn: z.array(z.string()) })).min(1),
})

/** An instruction put together from elements. */
export const recomposed = z.object({ instruction: z.string().min(1), covered: z.array(z.string()), dropped: z.array(z.string()) })

const points = z.int().min(1).max(5)

/** What a judge says of such an instruction; the quotes and the reason come first: what is written first is thought first. */
export const judgedComposition = z.object({
  elements: z.array(z.object({ id: z.string(), quote: z.string(), said: z.boolean() })),
  beyond: z.array(z.string().min(1)),
  reason: z.string(),
  answerable: z.boolean(),
  contradictory: z.boolean(),
  earlier_difficulty: points,
  difficulty: points,
  compared: z.enum(['harder', 'alike', 'easier']),
})

/** After TaCIE (arXiv 2410.02795), of which no prompts are known: the first of its three questions, in our words. */
export const decomposePrompt = {
  version: 'evolve-tacie-decompose/1',
  system: [
    'You take instructions apart. Find the elements that the instruction consists of and sort them:',
    '- background: circumstances, facts and roles that are given and ask for nothing ("I run a small bakery").',
    '- objectives: what is to be done or made, one element for each thing that is asked for.',
    '- constraints: demands on how it is to be done: length, form, style, contents to have or to avoid.',
    '- input: text, data or code within the instruction that is to be worked on; null where there is none.',
    'Rules:',
    '- Each element has an id (b1, b2, o1, c1 and so on), a text that can be understood alone, and a quote: the words of the instruction that say it, copied to the letter.',
    '- Together the elements must say all that the instruction says, and nothing else. Leave a list empty where the instruction has nothing for it; there is at least one objective.',
    '- "domain" is the field it belongs to and "taskType" the kind of task, each in one to three words.',
    '- Write the texts in the language of the instruction.',
  ].join('\n'),
  ask: 'Now take the instruction apart, as a JSON object.',
  examples: [
    {
      given: 'The instruction is "I run a small bakery. Write a sign for the door, no longer than two lines."',
      answer: {
        background: [{ id: 'b1', text: 'The writer runs a small bakery.', quote: 'I run a small bakery.' }],
        objectives: [{ id: 'o1', text: 'Write a sign for the door of the bakery.', quote: 'Write a sign for the door' }],
        constraints: [{ id: 'c1', text: 'The sign is no longer than two lines.', quote: 'no longer than two lines' }],
        input: null,
        domain: 'small business',
        taskType: 'short text',
      },
    },
  ],
  schema: decomposition,
} satisfies Prompt

/** The second: new elements that fit those that there are. */
export const proposePrompt = {
  version: 'evolve-tacie-propose/1',
  system: [
    'You make instructions richer. You are given an instruction and the list of its elements. Propose new elements that its author could have added to make the task harder and more specific.',
    'Slots: background (a circumstance that matters for the answer), objective (one more thing to do about the same subject) and constraint (a demand on the answer that one can check).',
    'Rules:',
    '- Each new element must fit the subject and the domain, must not repeat or contradict an element that there is, or another new one, and must leave the task possible with what is given.',
    '- Constraints differ in kind: length, form, style, words, contents to have and to avoid. Write numbers in digits.',
    '- "text" is one sentence that could stand in the instruction. "dependsOn" lists ids of the elements that it makes no sense without, such as an objective that a constraint is about; new elements are n1, n2 and so on in the order you write them. [] where there are none.',
    '- Write in the language of the instruction.',
  ].join('\n'),
  ask: 'Propose {{background}} new background elements, {{objective}} new objectives and {{constraint}} new constraints now, as a JSON object.',
  examples: [
    {
      given: 'The elements are b1 "The writer runs a small bakery.", o1 "Write a sign for the door of the bakery." and c1 "The sign is no longer than two lines."; one new element of each slot is asked for.',
      answer: {
        elements: [
          { slot: 'background', text: 'The bakery closes for two weeks in August.', dependsOn: ['b1'] },
          { slot: 'objective', text: 'Also write an answer for the telephone that says the same.', dependsOn: ['o1', 'n1'] },
          { slot: 'constraint', text: 'Do not use any exclamation marks.', dependsOn: [] },
        ],
      },
    },
  ],
  schema: proposedElements,
} satisfies Prompt

/** The third: one instruction of chosen elements. */
export const recomposePrompt = {
  version: 'evolve-tacie-recompose/1',
  system: [
    'You write instructions from elements. You are given an instruction and a list of elements, some of it and some new. Write one instruction, in its author\'s manner, that says every listed element and asks for nothing else.',
    'Rules:',
    '- What the instruction says and the list does not is left out.',
    '- Copy every table, block of code, inline code, link and formula of the instruction to the letter, and its input wherever it stands within. Do not copy an input that is given apart, a system prompt or earlier turns.',
    '- Use the words of the elements where you can, and their numbers as they are written. Do not write ids or the names of slots.',
    '- Running text that a person would send, in the language of the instruction; a list only where there are many demands.',
    '- "covered": the ids of all elements that your instruction says. "dropped": the ids of those that you could not fit in; it should be [].',
  ].join('\n'),
  ask: 'Write the instruction from the {{count}} listed elements now, as a JSON object.',
  examples: [
    {
      given: 'The elements are b1 "The writer runs a small bakery.", o1 "Write a sign for the door of the bakery." and n3 "Do not use any exclamation marks."',
      answer: { instruction: 'I run a small bakery. Write a sign for its door, and do not use any exclamation marks.', covered: ['b1', 'o1', 'n3'], dropped: [] },
    },
  ],
  schema: recomposed,
} satisfies Prompt

/** Ours beside them: whether the instruction says its elements and no more, can be answered, and is harder than the one before it. */
export const judgeCompositionPrompt = {
  version: 'evolve-tacie-judge/1',
  system: [
    'You check instructions that were written from elements, before anybody answers them. You are given an instruction, the list of the elements that it was to say, and an earlier, simpler instruction.',
    'Answer with a JSON object of these eight:',
    '- elements: each listed element once, by its id. quote: the words of the instruction that say it, copied to the letter; "" when none do. said: true when the instruction says all that the element says, in whatever words; false otherwise.',
    '- beyond: what the instruction asks for, or gives as a circumstance, that no listed element says; one short sentence for each. [] when there is nothing. What merely joins the elements, or follows from them, is not beyond them.',
    '- reason: one or two sentences: what makes the instruction harder or easier to answer well than the earlier one.',
    '- answerable: true if a capable writer without access to anything else could answer it as it stands; false if something is missing that it refers to, or if it asks for what cannot be done in text.',
    '- contradictory: true if two of its demands cannot both be met by any answer; false otherwise. Demands that are merely hard to meet together do not contradict each other.',
    '- earlier_difficulty and difficulty: how difficult it is to answer the earlier instruction and this one well, each from 1 (trivial) to 5 (very hard). Most everyday requests are a 1 or a 2.',
    '- compared: "harder" when this instruction is harder to answer well than the earlier one, even if both are rated alike; "alike" or "easier" otherwise. Longer is not harder for its length alone.',
  ].join('\n'),
  ask: 'Now judge the instruction, as a JSON object.',
  examples: [
    {
      given:
        'The instruction is "I run a small bakery. Write a sign for its door in at most two lines, in French." The elements are b1 "The writer runs a small bakery.", o1 "Write a sign for the door of the bakery." and n3 "Do not use any exclamation marks."; the earlier instruction is "Write a sign for a door."',
      answer: {
        elements: [
          { id: 'b1', quote: 'I run a small bakery.', said: true },
          { id: 'o1', quote: 'Write a sign for its door', said: true },
          { id: 'n3', quote: '', said: false },
        ],
        beyond: ['The sign has at most two lines.', 'The sign is in French.'],
        reason: 'A sign that fits a bakery, in another language and in two lines, takes more care than any sign.',
        answerable: true,
        contradictory: false,
        earlier_difficulty: 1,
        difficulty: 2,
        compared: 'harder' as const,
      },
    },
  ],
  schema: judgedComposition,
} satisfies Prompt
