import type { StepSettings } from '#lib/generation/recipe.ts'

/** A way to make an instruction harder. */
export interface Operation {
  name: StepSettings<'evolve'>['operations'][number]
  /** The finer type. */
  kind: string
  /** What to do, as the prompt says it. */
  guidance: string
}

/**
 * The operations of ECD (arXiv 2410.07513) with finer types of ours. Its fifth, breadth, changes the topic: what answers the instruction before
 * would no longer nearly answer the new one.
 */
export const operations: readonly Operation[] = [
  { name: 'content', kind: 'aspect', guidance: 'Demand that one more aspect of the same subject is dealt with, and name it.' },
  { name: 'content', kind: 'detail', guidance: 'Demand more detail on one point that the answer has to deal with anyway, and say which detail.' },
  { name: 'content', kind: 'example', guidance: 'Demand an example, a case or a comparison from life, and say of which sort.' },
  { name: 'content', kind: 'scope', guidance: 'Narrow the subject to a place, a time, a group or a circumstance that fits it.' },
  { name: 'content', kind: 'exclusion', guidance: 'Forbid something that an answer would otherwise be likely to mention.' },
  { name: 'style', kind: 'audience', guidance: 'Demand that it is written for certain readers, and say what they know and need.' },
  { name: 'style', kind: 'voice', guidance: 'Demand a certain narrator, role or point of view that fits the subject.' },
  { name: 'style', kind: 'tone', guidance: 'Demand a certain tone or attitude, named so that one can tell whether a text has it.' },
  { name: 'style', kind: 'wording', guidance: 'Demand or forbid certain kinds of words or sentences, or name a word that has to occur.' },
  { name: 'format', kind: 'length', guidance: 'Demand a length in words, sentences or paragraphs, written with digits, that suits what is asked.' },
  { name: 'format', kind: 'layout', guidance: 'Demand a layout: headings, a list with a number of items, a table or paragraphs that each have a task.' },
  { name: 'format', kind: 'opening', guidance: 'Demand how the answer has to begin or end.' },
  { name: 'format', kind: 'marks', guidance: 'Demand or forbid a mark: bold for certain words, no commas, a question in every paragraph, or the like.' },
  { name: 'reasoning', kind: 'steps', guidance: 'Demand one or two more steps of thought before the result can be given.' },
  { name: 'reasoning', kind: 'comparison', guidance: 'Demand that two or more possibilities are weighed against each other by a named measure.' },
  { name: 'reasoning', kind: 'justification', guidance: 'Demand that a claim or a choice is justified, or that an objection to it is answered.' },
  { name: 'reasoning', kind: 'condition', guidance: 'Add a condition on which the answer depends, so that cases have to be told apart.' },
]
