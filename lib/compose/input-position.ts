import { pointingAhead, pointingBack } from '#lib/compose/deixis.ts'
import type { Rng } from '#lib/random.ts'

/**
 * Where the input stands (Instruction Position Matters, arXiv 2308.12097): after instruction and constraints, before both, between
 * instruction and constraints, among the constraints with some before and some behind it, or after both with the instruction said again behind it.
 */
export const inputPositions = ['after', 'before', 'between', 'around', 'twice'] as const
export type InputPosition = (typeof inputPositions)[number]

/** A heading of the input, so that its text cannot be read as a constraint. */
const headings = ['Input:', 'Text:', 'Here is the input:', 'Given:'] as const
const reminders = ['Once more, the task:', 'To repeat, this is what to do:', 'Again, the instruction:'] as const

/** What stands about an input. */
interface AboutInput {
  instruction: string
  input: string
  /** The instruction with all constraints. */
  constraints(instruction: string): string
  bareConstraints(): string
  /** The instruction with some of the constraints, and the others; null where there is one alone. */
  apart(instruction: string): { text: string; further: string } | null
}

/**
 * Puts the input into the text. Falls back to `after` where the instruction cannot be moved, and to `between` where one constraint alone cannot
 * stand around; says which it became.
 */
export function placeInput(
  parts: AboutInput,
  position: InputPosition,
  rng: Rng,
): { text: string; position: InputPosition } {
  const heading = rng.pick(headings)
  const input = `${heading}\n${parts.input}`
  if (position === 'before') {
    const turned = pointingBack(parts.instruction)
    if (turned !== null) return { text: `${input}\n\n${parts.constraints(turned)}`, position }
  }
  const ahead = pointingAhead(parts.instruction)
  if (position === 'around') {
    const apart = parts.apart(ahead)
    if (apart) return { text: `${apart.text}\n\n${input}\n\n${apart.further}`, position }
  }
  if (position === 'between' || position === 'around') return { text: `${ahead}\n\n${input}\n\n${parts.bareConstraints()}`, position: 'between' }
  const after = `${parts.constraints(ahead)}\n\n${input}`
  if (position === 'twice') {
    const turned = pointingBack(parts.instruction)
    if (turned !== null) return { text: `${after}\n\n${rng.pick(reminders)} ${turned}`, position }
  }
  return { text: after, position: 'after' }
}
