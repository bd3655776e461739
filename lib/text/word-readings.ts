import { letterOrNumberAt } from './char-class.ts'
import { remembered } from './remembered.ts'
import { whitespaceWords, type Span } from './words.ts'

/** Where words meet without a space that most would not call one word: long dashes, dots, and commas and slashes between letters. */
const joints = /\p{L}(?:[—–…]|-{2,}|\.{2,}|[,;/])(?=\p{L})|[—…](?=[\p{L}\p{N}])/gu

/**
 * Three honest readings of what the words of a text are: runs of non-space, as a word processor counts them; those of them with a letter or number, so that
 * bullets, dashes and emoji are none; and these parted where dashes, commas and slashes join words without a space.
 */
export const wordReadings: (text: string) => readonly (readonly Span[])[] = remembered((text) => {
  const runs = whitespaceWords(text)
  const inked = runs.filter(({ start, end }) => hasInk(text, start, end))
  const cuts = Array.from(text.matchAll(joints), ({ 0: found, index }) => index + found.length)
  const readings = [runs]
  if (inked.length < runs.length) readings.push(inked)
  if (cuts.length > 0) readings.push(partedAt(text, inked, cuts))
  return readings
})

function hasInk(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (letterOrNumberAt(text, at) > 0) return true
  return false
}

function partedAt(text: string, spans: readonly Span[], cuts: readonly number[]): Span[] {
  const parts: Span[] = []
  let at = 0
  for (const { start, end } of spans) {
    let from = start
    while ((cuts[at] ?? Number.POSITIVE_INFINITY) <= start) at++
    for (; (cuts[at] ?? Number.POSITIVE_INFINITY) < end; at++) {
      const cut = cuts[at] ?? end
      if (!hasInk(text, from, cut) || !hasInk(text, cut, end)) continue
      parts.push({ start: from, end: cut })
      from = cut
    }
    parts.push({ start: from, end })
  }
  return parts
}
