import { remembered } from './remembered.ts'

/** A stretch of a text in UTF-16 code units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/** Runs of non-space: what a word processor, and Python's split, count as words. */
export const whitespaceWords: (text: string) => readonly Span[] = remembered((text) => {
  const spans: Span[] = []
  for (const { 0: word, index } of text.matchAll(/\S+/gu)) spans.push({ start: index, end: index + word.length })
  return spans
})

/** Runs of letters, digits and underscores, as IFEval counts words. */
export const wordRuns: (text: string) => readonly Span[] = remembered((text) =>
  Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu), (match) => ({ start: match.index, end: match.index + match[0].length })),
)
