import type { TextEdit } from '#lib/constraints/mutation/edit.ts'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'
import type { Rng } from '#lib/random.ts'
import { sentences } from '#lib/text/sentences.ts'
import { whitespaceWords, type Span } from '#lib/text/words.ts'

/** What is put in behind a word to break constraints on what may not occur: a digit, a person, a contraction, another script, a sign. */
const intruders = [' 7', ' I', ' you', ' don’t', ' don\'t', ' é', ' 50%', ' $5', ' 2024-01-31', ' January 5, 2024', ' 😀', ' NASA', ' https://example.org', '!', '?', ':', ',']
const fewPlaces = 3

/**
 * Small edits that break constraints of most kinds: what shows that one holds is taken out or written otherwise, an end of the text goes, or something
 * is put in that does not belong. Proposals only, each to be checked.
 */
export function smallEdits(response: string, evidence: readonly EvidenceSpan[], rng: Rng): TextEdit[][] {
  const words = whitespaceWords(response)
  const parts = [...sentences(response).coarse]
  const ends: Span[] = [words.at(0), words.at(-1), parts.at(0), parts.at(-1)].filter((span) => span !== undefined)
  const shown = evidence.slice(0, 8).map(({ start, end }) => ({ start, end }))
  const inner = rng.shuffle(words.slice(0, -1).filter(({ start, end }) => /\p{L}/u.test(response.slice(start, end)))).slice(0, fewPlaces)
  return [
    ...[...shown, ...ends].flatMap((span) => [[{ ...span, insert: '' }], [{ ...span, insert: swappedCase(response.slice(span.start, span.end)) }]]),
    // All of what shows it together, where one of several places is not enough.
    ...(shown.length > 1 && apart(shown) ? [shown.map((span) => ({ ...span, insert: '' }))] : []),
    ...[...shown, ...ends].map(({ start }) => [{ start, end: Math.min(response.length, start + 1), insert: swappedCase(response.slice(start, start + 1)) }]),
    ...[0, response.length].map((at) => [{ start: at, end: at, insert: at === 0 ? 'Well, ' : ' Naturally' }]),
    ...(response.length > 0 ? [[{ start: response.length - 1, end: response.length, insert: '' }], [{ start: 0, end: 1, insert: '' }]] : []),
    ...inner.flatMap(({ start, end }) => [...intruders, ` ${response.slice(start, end)}`].map((insert) => [{ start: end, end, insert }])),
    ...parts.slice(-1).map(({ start, end }) => [{ start: end, end, insert: ` ${response.slice(start, end)}` }]),
  ]
}

function swappedCase(text: string): string {
  return Array.from(text, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join('')
}

function apart(spans: readonly Span[]): boolean {
  return spans.every(({ start }, index) => index === 0 || start >= (spans[index - 1]?.end ?? 0))
}
