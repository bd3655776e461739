import type { Rng } from '#lib/random.ts'

/**
 * Where the input stands (Instruction Position Matters, arXiv 2308.12097): after instruction and constraints, before both, between
 * instruction and constraints, or after both with the instruction said again behind it.
 */
export const inputPositions = ['after', 'before', 'between', 'twice'] as const
export type InputPosition = (typeof inputPositions)[number]

/** A heading of the input, so that its text cannot be read as a constraint. */
const headings = ['Input:', 'Text:', 'Here is the input:', 'Given:'] as const
const reminders = ['Once more, the task:', 'To repeat, this is what to do:', 'Again, the instruction:'] as const

/** Names of what an instruction can point at. */
const noun = '(?:[\\p{L}-]+ ){0,2}[\\p{L}-]+'
/** Words that say where something stands; one that is left after rewriting makes an instruction immovable. */
const pointing = /\b(?:following|follows|below|beneath|underneath|next|here is|here are)\b/iu

/**
 * The instruction for an input that stands before it: "the following text" becomes "the text above". Null when it points forward in a
 * way that is not understood, or is not English enough to tell: then it must stay where it is.
 */
export function pointingBack(instruction: string): string | null {
  const turned = instruction
    .replace(new RegExp(`\\b(the|these|those|this) following (${noun})`, 'giu'), (_, article: string, what: string) => `${article} ${withAbove(what)}`)
    .replace(/\b(given|provided|listed|shown|stated|described|presented|written|quoted) below\b/giu, '$1 above')
    .replace(new RegExp(`\\b(the|these|those|this) (${noun}) below\\b`, 'giu'), '$1 $2 above')
  return pointing.test(turned) ? null : turned
}

/** Puts "above" behind the thing that is pointed at: its first word that ends a name, which is the last before a word that goes on. */
function withAbove(what: string): string {
  const words = what.split(' ')
  const end = words.findIndex((word, index) => index > 0 && goingOn.has(word.toLowerCase()))
  const name = end === -1 ? words : words.slice(0, end)
  return [...name, 'above', ...words.slice(name.length)].join(' ')
}

const goingOn = new Set(['to', 'into', 'in', 'and', 'or', 'for', 'from', 'with', 'as', 'by', 'using', 'that', 'which', 'is', 'are', 'of', 'so', 'on', 'at', 'if', 'about', 'without'])

/** Puts the input into the text. Falls back to `after` where the instruction cannot be moved; says which it became. */
export function placeInput(
  parts: { instruction: string; input: string; constraints: (instruction: string) => string; bareConstraints: () => string },
  position: InputPosition,
  rng: Rng,
): { text: string; position: InputPosition } {
  const heading = rng.pick(headings)
  const input = `${heading}\n${parts.input}`
  if (position === 'before') {
    const turned = pointingBack(parts.instruction)
    if (turned !== null) return { text: `${input}\n\n${parts.constraints(turned)}`, position }
  }
  if (position === 'between') return { text: `${parts.instruction}\n\n${input}\n\n${parts.bareConstraints()}`, position }
  const after = `${parts.constraints(parts.instruction)}\n\n${input}`
  if (position === 'twice') {
    const turned = pointingBack(parts.instruction)
    if (turned !== null) return { text: `${after}\n\n${rng.pick(reminders)} ${turned}`, position }
  }
  return { text: after, position: 'after' }
}
