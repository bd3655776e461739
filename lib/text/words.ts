/** A stretch of a text in UTF-16 code units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/** Runs of non-space: what a word processor, and Python's split, count as words. */
export function whitespaceWords(text: string, from = 0, to = text.length): Span[] {
  const spans: Span[] = []
  for (const match of text.slice(from, to).matchAll(/\S+/gu)) {
    const start = from + match.index
    spans.push({ start, end: start + match[0].length })
  }
  return spans
}

/** Runs of letters, digits and underscores, as IFEval counts words. */
export function wordRuns(text: string): Span[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
