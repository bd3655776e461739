import { isSpaceCode, letterOrNumberAt } from './char-class.ts'
import { remembered } from './remembered.ts'

/** A stretch of a text in UTF-16 code units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/** Runs of non-space: what a word processor, and Python's split, count as words. */
export const whitespaceWords: (text: string) => readonly Span[] = remembered((text) => {
  const spans: Span[] = []
  let start = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isSpace = code < 0x80 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : isSpaceCode(code)
    if (!isSpace) {
      if (start < 0) start = at
    } else if (start >= 0) {
      spans.push({ start, end: at })
      start = -1
    }
  }
  if (start >= 0) spans.push({ start, end: text.length })
  return spans
})

/** How many of the spans, which are in order of place, have a part in each stretch; the stretches are in order of place, too. */
export function countsWithin(spans: readonly Span[], stretches: readonly Span[]): number[] {
  let first = 0
  return stretches.map(({ start, end }) => {
    while ((spans[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first++
    let after = first
    while ((spans[after]?.start ?? Number.POSITIVE_INFINITY) < end) after++
    return after - first
  })
}

/** Runs of letters, digits and underscores, as IFEval counts words. */
export const wordRuns: (text: string) => readonly Span[] = remembered((text) => {
  const spans: Span[] = []
  let start = -1
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const units = code < 0x80 ? isAsciiWord(code) : letterOrNumberAt(text, at)
    if (units > 0) {
      if (start < 0) start = at
    } else if (start >= 0) {
      spans.push({ start, end: at })
      start = -1
    }
    at += units || 1
  }
  if (start >= 0) spans.push({ start, end: text.length })
  return spans
}, 3)

function isAsciiWord(code: number): 0 | 1 {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f ? 1 : 0
}
