import { reversePrompt } from '#lib/compose/reverse-prompt.ts'
import { holdsGrades, readTarget, targetFormats, writeTarget, type ReverseAsk, type ReverseTarget, type Strength, type TargetFormat } from '#lib/compose/reverse-target.ts'
import { rarityOf } from '#lib/constraints/rarity.ts'
import type { Rng } from '#lib/random.ts'

/** A pair as a reverse example shows it. */
export interface ReverseSubject {
  instruction: string
  input: string | null
  response: string
  /** The instruction in better words; null where there is none to predict. */
  refined: string | null
  /** Those that the response meets. */
  constraints: readonly { text: string; checker: { id: string; kwargs: unknown } | null }[]
}

/** A question about a response, and its answer. */
export interface ReverseExample {
  prompt: string
  answer: string
  asks: ReverseAsk
  format: TargetFormat
}

/**
 * Turns a pair round: from its response to what could have been asked (Crab, arXiv 2410.24175). The answer is written in a format that
 * reads back as what was meant; where a text would blur it, such as a constraint of two lines in a list, it is JSON. Null where what is
 * asked for is not there.
 */
export function reverseExample(subject: ReverseSubject, asks: ReverseAsk, graded: boolean, rng: Rng): ReverseExample | null {
  const meant: ReverseTarget = {
    refined: asks === 'constraints' ? null : subject.refined,
    constraints: asks === 'refined' ? [] : subject.constraints.map(({ text, checker }) => (graded ? { text: text.trim(), strength: strengthOf(checker) } : { text: text.trim() })),
  }
  if ((asks !== 'constraints' && !meant.refined) || (asks !== 'refined' && meant.constraints.length === 0)) return null
  const drawn = rng.pick(targetFormats)
  const format = (holdsGrades(drawn) || !graded || asks === 'refined') && readsBack(meant, drawn, asks) ? drawn : 'json'
  const { instruction, input, response } = subject
  const prompt = reversePrompt({ instruction, input, response, asks, format, graded, constraints: meant.constraints.length }, rng)
  return { prompt, answer: writeTarget(meant, format), asks, format }
}

/** How much a constraint says: weak below one bit, strong from four on. Null where its rarity is not known. */
export function strengthOf(checker: { id: string; kwargs: unknown } | null): Strength | null {
  const bits = checker ? rarityOf(checker)?.bits : undefined
  if (bits === undefined) return null
  return bits < 1 ? 'weak' : bits < 4 ? 'telling' : 'strong'
}

function readsBack(meant: ReverseTarget, format: TargetFormat, asks: ReverseAsk): boolean {
  const read = readTarget(writeTarget(meant, format), format, asks)
  return read !== null && read.refined === meant.refined && read.constraints.length === meant.constraints.length && read.constraints.every(({ text }, n) => text === meant.constraints[n]?.text)
}
