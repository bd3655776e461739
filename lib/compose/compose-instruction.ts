import { placeInput, type InputPosition } from '#lib/compose/input-position.ts'
import { layOut, layOutAlone } from '#lib/compose/layouts.ts'
import type { Rng } from '#lib/random.ts'

/** A composed prompt, with the names of what was chosen. */
export interface ComposedInstruction {
  text: string
  layout: string
  connector: string
  /** Null without an input. */
  inputPosition: InputPosition | null
}

/**
 * Writes the instruction with its constraints as one text, and the input, if there is one, where `position` wants it, under a name
 * of its own so that its text cannot be read as a constraint. Layouts, lead-ins and marks vary, so that a model learns to read
 * constraints and not one template. Throws RangeError without constraints.
 */
export function composeInstruction(
  pair: { instruction: string; input: string | null },
  constraints: readonly { text: string }[],
  rng: Rng,
  position: InputPosition = 'after',
): ComposedInstruction {
  if (constraints.length === 0) throw new RangeError('nothing to compose: no constraints')
  const instruction = pair.instruction.trim()
  const sentences = constraints.map(({ text }) => asSentence(text))
  let chosen = { layout: '', connector: '' }
  const note = ({ text, layout, connector }: { text: string; layout: string; connector: string }): string => {
    chosen = { layout, connector }
    return text
  }
  const whole = (said: string): string => note(layOut({ instruction: asSentence(said), constraints: sentences }, rng))
  if (!pair.input) return { text: whole(instruction), ...chosen, inputPosition: null }
  const placed = placeInput({ instruction, input: pair.input, constraints: whole, bareConstraints: () => note(layOutAlone(sentences, rng)) }, position, rng)
  return { text: placed.text, ...chosen, inputPosition: placed.position }
}

/** Ends a text with a stop of its own script where it has none. */
function asSentence(text: string): string {
  const trimmed = text.trim()
  return /[\p{P}\p{S}]["'”’)\]]*$/u.test(trimmed) ? trimmed : `${trimmed}.`
}
