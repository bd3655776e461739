import { placeInput, type InputPosition } from '#lib/compose/input-position.ts'
import { layOut, layOutAlone, layOutApart } from '#lib/compose/layouts.ts'
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
  const sentences = constraints.map(({ text }) => sentenceOf(text))
  let chosen = { layout: '', connector: '' }
  const note = ({ text, layout, connector }: { text: string; layout: string; connector: string }): string => {
    chosen = { layout, connector }
    return text
  }
  const whole = (said: string): string => note(layOut({ instruction: asSentence(said), constraints: sentences }, rng))
  if (!pair.input) return { text: whole(instruction), ...chosen, inputPosition: null }
  const apart = (said: string): { text: string; further: string } | null => {
    if (sentences.length < 2) return null
    const first = rng.int(1, sentences.length - 1)
    const laid = layOutApart({ instruction: asSentence(said), constraints: sentences.slice(0, first) }, sentences.slice(first), rng)
    return { text: note(laid), further: laid.further }
  }
  const placed = placeInput({ instruction, input: pair.input, constraints: whole, bareConstraints: () => note(layOutAlone(sentences, rng)), apart }, position, rng)
  return { text: placed.text, ...chosen, inputPosition: placed.position }
}

/** Sentences of constraints, which many prompts share. */
const sentencesOf = new Map<string, string>()
const mostSentences = 20_000

function sentenceOf(text: string): string {
  const before = sentencesOf.get(text)
  if (before !== undefined) return before
  const sentence = asSentence(text)
  if (sentencesOf.size >= mostSentences) sentencesOf.clear()
  sentencesOf.set(text, sentence)
  return sentence
}

/** Ends a text with a stop of its own script where it has none. */
function asSentence(text: string): string {
  const trimmed = text.trim()
  // What most texts end in, without looking through them.
  if (trimmed.endsWith('.') || trimmed.endsWith('?') || trimmed.endsWith('!')) return trimmed
  if (/[\p{P}\p{S}]["'”’)\]」』》]*$/u.test(trimmed)) return trimmed
  const stop = stops.find(([script]) => script.test(trimmed))?.[1] ?? '.'
  return trimmed + stop
}

/** The stop of the script that a text ends in, where it is not a dot. Thai and Lao end a sentence with a space, so with nothing here. */
const stops: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u, '。'],
  [/[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Oriya}]$/u, '।'],
  [/\p{Script=Armenian}$/u, '։'],
  [/\p{Script=Ethiopic}$/u, '።'],
  [/\p{Script=Khmer}$/u, '។'],
  [/\p{Script=Myanmar}$/u, '။'],
  [/[ٹڈڑںھہےۓ]$/u, '۔'],
  [/[\p{Script=Thai}\p{Script=Lao}]$/u, ''],
]
