import { z } from 'zod'
import type { Prompt } from './prompt.ts'

const other = z.array(z.object({ type: z.string(), text: z.string() }))
const proposed = z.string().nullable()

/** Constraints on the response as a whole; the vocabulary's types for Crab's four (arXiv 2410.24175). */
const globalConstraints = z.object({
  'style.tone': proposed,
  'semantics.topic': proposed,
  'prohibition.content': proposed,
  'language.response': proposed,
  other,
})

/** Constraints on structure and form; the vocabulary's types for Crab's six. */
const localConstraints = z.object({
  'structure.order': proposed,
  'format.other': proposed,
  'length.paragraphs': proposed,
  'position.sentence': proposed,
  'format.emphasis': proposed,
  'format.list': proposed,
  other,
})

const rules = [
  'Rules:',
  '- A constraint tells the one who writes the response what to do or not to do. It is one sentence of 8 to 25 words, a demand and no question.',
  '- The response must meet it without any doubt. Check each against the response before you write it; when in doubt, write null.',
  '- It must restrict: most other good responses to the same instruction would not meet it by chance.',
  '- It must not give the answer away: never copy a sentence of the response or tell its facts.',
  '- Vary the wording; do not start every constraint with the same word. Write in the language of the instruction.',
  '- Write null for a kind that the response gives no reason for. null is better than a constraint that any response meets.',
  '- Under "other" add constraints of kinds that are not named, each with a short name of its kind; [] when there are none, and at most 3.',
]

/** What the whole response is like. */
export const backtranslateGlobalPrompt = {
  version: 'backtranslate-global/1',
  system: [
    'You find out which constraints a response already meets. You are given an instruction and a response to it. For each kind below, state one constraint that could have been ' +
      'added to the instruction and that this response, taken as a whole, meets.',
    'Kinds:',
    '- style.tone: the manner of writing, the attitude or the point of view it is written from.',
    '- semantics.topic: a subject, an aspect or an element that has to be covered.',
    '- prohibition.content: something that has to be left out and that one could well expect.',
    '- language.response: the language or languages it is written in, or which parts are in another one.',
    ...rules,
  ].join('\n'),
  ask: 'Now write the constraints that the response meets as a whole, as a JSON object.',
  examples: [
    {
      given: 'The instruction asks how to look after a houseplant; the response is a cheerful letter, spoken by the plant, that names no products.',
      answer: {
        'style.tone': 'Let the plant itself speak, cheerfully and in the first person, as if it wrote a letter.',
        'semantics.topic': 'Besides water, deal with the light that the plant needs in winter.',
        'prohibition.content': 'Name no brands and recommend nothing that has to be bought.',
        'language.response': null,
        other: [{ type: 'Audience', text: 'Address somebody who has never owned a plant before.' }],
      },
    },
  ],
  schema: globalConstraints,
} satisfies Prompt

/** What its parts and its form are like. */
export const backtranslateLocalPrompt = {
  version: 'backtranslate-local/1',
  system: [
    'You find out which constraints a response already meets. You are given an instruction and a response to it. For each kind below, state one constraint on structure or form that could ' +
      'have been added to the instruction and that this response meets.',
    'Kinds:',
    '- structure.order: what has to come before what, or carry more weight.',
    '- format.other: an output format, such as a letter, a dialogue, JSON or a table.',
    '- length.paragraphs: how many paragraphs there are, or how they are set apart. Count them before you write a number.',
    '- position.sentence: a short phrase, of at most five words, or a kind of sentence that has to stand at the start or at the end.',
    '- format.emphasis: bold, italic or capital letters in titles or key terms. Only when the response has them.',
    '- format.list: which marks list items have and how many items there are. Only when the response has a list.',
    ...rules,
  ].join('\n'),
  ask: 'Now write the constraints on structure and form that the response meets, as a JSON object.',
  examples: [
    {
      given: 'The instruction asks for a weekend in a town; the response is a plan of two paragraphs, Saturday and Sunday, without lists or emphasis, which ends with a question.',
      answer: {
        'structure.order': 'Deal with Saturday first and in more detail than with Sunday.',
        'format.other': null,
        'length.paragraphs': 'Divide the plan into exactly two paragraphs, one for each day.',
        'position.sentence': 'Close with a question to the reader about what else would be of interest.',
        'format.emphasis': null,
        'format.list': null,
        other: [],
      },
    },
  ],
  schema: localConstraints,
} satisfies Prompt
