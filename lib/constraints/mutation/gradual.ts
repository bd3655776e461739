import { applyEdits, type TextEdit } from '#lib/constraints/mutation/edit.ts'
import type { Rng } from '#lib/random.ts'
import { sentences } from '#lib/text/sentences.ts'
import { whitespaceWords, type Span } from '#lib/text/words.ts'

/** What a constraint that is to break, and those that are to hold, say of a text. */
export interface Aim {
  broken: (text: string) => boolean
  held: (text: string) => boolean
}

/** How many texts are looked at in one way of editing: a tenth of a second's worth where a text is long and its constraints are many. */
const looks = 80
/** How many words may go, come or change one by one: behind more, a text would be told from its original by more than the constraint that it breaks. */
const fewWords = 12

/**
 * Edits that break a constraint of amounts where no single one does: many small ones of one kind, in places drawn by `rng`, each taken only if what is
 * to hold still holds. Between as few as were found in passing and all that fit; null where no kind gets there.
 */
export function gradualEdits(response: string, aim: Aim, rng: Rng): TextEdit[] | null {
  for (const { steps: proposed, most } of ways) {
    const steps = rng.shuffle(proposed(response))
    // What all of them together do not break, few of them seldom do.
    if (steps.length === 0 || !aim.broken(applyEdits(response, steps))) continue
    const edits = asFewAsFound(response, steps, most, aim)
    if (edits) return edits
  }
  return null
}

/** Takes more steps at once while that goes well, fewer where it does not, and one by one in the end. */
function asFewAsFound(response: string, steps: readonly TextEdit[], most: number, { broken, held }: Aim): TextEdit[] | null {
  let taken: TextEdit[] = []
  let found: TextEdit[] | null = null
  let stride = 1
  for (let at = 0, look = 0; at < steps.length && taken.length < most && look < looks; look++) {
    stride = Math.min(stride, most - taken.length)
    const more = [...taken, ...steps.slice(at, at + stride)]
    const mutant = applyEdits(response, more)
    const goesWell = held(mutant)
    if (goesWell && broken(mutant)) {
      found = more
      if (stride === 1) break
    } else if (goesWell) {
      taken = more
      at += stride
      if (!found) stride *= 2
      continue
    } else if (stride === 1) {
      at++
      continue
    }
    stride = Math.ceil(stride / 2)
  }
  return found
}

interface Way {
  /** Edits that do not overlap, whichever are taken. */
  steps: (response: string) => TextEdit[]
  most: number
}

/** What leaves sentences whole comes before what changes words. */
const ways: readonly Way[] = [
  { steps: joinedParagraphs, most: Number.POSITIVE_INFINITY },
  { steps: partedParagraphs, most: Number.POSITIVE_INFINITY },
  { steps: (response) => sentenceEnds(response).map(({ start, end }) => ({ start, end: end + 1, insert: '' })), most: Number.POSITIVE_INFINITY },
  { steps: (response) => sentenceEnds(response).map(twice(response)), most: Number.POSITIVE_INFINITY },
  { steps: joinedSentences, most: Number.POSITIVE_INFINITY },
  { steps: partedSentences, most: Number.POSITIVE_INFINITY },
  { steps: (response) => innerWords(response).map(without(response)), most: fewWords },
  { steps: (response) => innerWords(response).map(({ end }, index) => ({ start: end, end, insert: ` ${fillers[index % fillers.length]}` })), most: fewWords },
  { steps: (response) => innerWords(response).map(twice(response)), most: fewWords },
  { steps: repeatedWords, most: fewWords },
  { steps: (response) => numbers(response).map(without(response)), most: fewWords },
  { steps: (response) => numbers(response).map(twice(response)), most: fewWords },
]

/** Words that fit behind most others. They have all letters of the English alphabet, so that any of these can be brought in. */
export const fillers: readonly string[] = [
  'indeed', 'again', 'just', 'quite', 'boldly', 'clearly', 'even', 'fairly', 'here', 'likewise', 'simply', 'often', 'rather', 'truly', 'very', 'amazingly', 'extra', 'too', 'now', 'also',
]

/** Words that begin no paragraph and end no sentence, without signs. */
function innerWords(response: string): Span[] {
  return whitespaceWords(response).filter(({ start, end }) => /^[\p{L}\p{M}’'-]+$/u.test(response.slice(start, end)) && response[start - 1] === ' ' && response[end] === ' ')
}

function numbers(response: string): Span[] {
  return whitespaceWords(response).filter(({ start, end }) => /^\p{Nd}+$/u.test(response.slice(start, end)) && response[start - 1] === ' ')
}

/** A word that stands once gives way to the one before it: as many words, fewer different ones. */
function repeatedWords(response: string): TextEdit[] {
  const words = innerWords(response)
  const times = new Map<string, number>()
  const wordOf = ({ start, end }: Span): string => response.slice(start, end).toLowerCase()
  for (const word of words) times.set(wordOf(word), (times.get(wordOf(word)) ?? 0) + 1)
  const often = words.filter((word) => (times.get(wordOf(word)) ?? 0) > 1)
  if (often.length === 0) return []
  return words.filter((word) => times.get(wordOf(word)) === 1).map(({ start, end }, index) => {
    const other = often[index % often.length] ?? { start, end }
    return { start, end, insert: response.slice(other.start, other.end) }
  })
}

/** Prose that goes on where a paragraph ended. */
function joinedParagraphs(response: string): TextEdit[] {
  return Array.from(response.matchAll(/(?<=\S)\n\n+(?=[\p{L}"“'])/gu), ({ 0: found, index }) => ({ start: index, end: index + found.length, insert: ' ' }))
}

function partedParagraphs(response: string): TextEdit[] {
  return sentenceEnds(response).map(({ end }) => ({ start: end, end: end + 1, insert: '\n\n' }))
}

/** Two sentences as one: a comma for the full stop. */
function joinedSentences(response: string): TextEdit[] {
  return sentenceEnds(response)
    .filter(({ end }) => response[end - 1] === '.')
    .map(({ end }) => ({ start: end - 1, end: end + 2, insert: `, ${response.slice(end + 1, end + 2).toLowerCase()}` }))
}

/** A sentence as two: a full stop for a comma. */
function partedSentences(response: string): TextEdit[] {
  return Array.from(response.matchAll(/(?<=\p{L}), (?=\p{Ll})/gu), ({ index }) => ({ start: index, end: index + 3, insert: `. ${response.slice(index + 2, index + 3).toUpperCase()}` }))
}

/** Sentences behind which another begins after one space. */
function sentenceEnds(response: string): Span[] {
  return sentences(response).coarse.filter(({ end }) => response[end] === ' ' && /\S/.test(response[end + 1] ?? ''))
}

/** Takes a stretch out with the space before it. */
function without(response: string): (span: Span) => TextEdit {
  return ({ start, end }) => ({ start: response[start - 1] === ' ' ? start - 1 : start, end, insert: '' })
}

function twice(response: string): (span: Span) => TextEdit {
  return ({ start, end }) => ({ start: end, end, insert: ` ${response.slice(start, end)}` })
}
