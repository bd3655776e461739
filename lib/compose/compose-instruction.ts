import type { Rng } from '#lib/random.ts'

/** What composing needs of a constraint. */
export interface ComposableConstraint {
  type: string
  text: string
}

/**
 * How the constraints are joined to the instruction. Layouts and markers vary, so that a model learns to read constraints and
 * not one template; every lead-in fits any number of constraints from one up.
 */
const leadIns = [
  'Please also follow these requirements:',
  'Your answer must meet the following:',
  'Requirements:',
  'Keep to the following when you answer:',
  'In addition, make sure of this:',
  'The response has to satisfy these conditions:',
] as const

const markers: readonly ((index: number) => string)[] = [(index) => `${index + 1}. `, () => '- ', () => '* ', (index) => `(${index + 1}) `]

/** Chooses at most `max` constraints, uniformly, and puts them in random order; all of them when there are fewer. */
export function chooseConstraints<T extends ComposableConstraint>(constraints: readonly T[], max: number, rng: Rng): T[] {
  return rng.shuffle(constraints).slice(0, max)
}

/**
 * Writes the instruction with its constraints as one text: the instruction, the constraints, and the input last if there is one,
 * under a name of its own so that its text cannot be read as a constraint. Throws RangeError without constraints.
 */
export function composeInstruction(
  pair: { instruction: string; input: string | null },
  constraints: readonly ComposableConstraint[],
  rng: Rng,
): string {
  if (constraints.length === 0) throw new RangeError('nothing to compose: no constraints')
  const instruction = pair.instruction.trim()
  const inOneLine = constraints.length <= 2 && !instruction.includes('\n') && rng.next() < 0.5
  const texts = constraints.map((constraint) => asSentence(constraint.text))
  const mark = rng.pick(markers)
  const body = inOneLine
    ? `${asSentence(instruction)} ${texts.join(' ')}`
    : `${instruction}\n\n${rng.pick(leadIns)}\n${texts.map((text, index) => mark(index) + text).join('\n')}`
  return pair.input ? `${body}\n\nInput:\n${pair.input}` : body
}

/** Ends a text with a stop of its own script where it has none. */
function asSentence(text: string): string {
  const trimmed = text.trim()
  return /[\p{P}\p{S}]["'”’)\]]*$/u.test(trimmed) ? trimmed : `${trimmed}.`
}
