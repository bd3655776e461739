import type { Span } from './words.ts'

/** The runs of non-space within a stretch of a text. */
export function wordsWithin(text: string, from: number, to: number): Span[] {
  return Array.from(text.slice(from, to).matchAll(/\S+/gu), ({ 0: word, index }) => ({ start: from + index, end: from + index + word.length }))
}
