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
  for (let at = 0; at < text.length; ) {
    while (at < text.length && isSpaceCode(text.charCodeAt(at))) at++
    const start = at
    while (at < text.length && !isSpaceCode(text.charCodeAt(at))) at++
    if (at > start) spans.push({ start, end: at })
  }
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
  for (let at = 0; at < text.length; at++) {
    let end = at
    for (let units = unitsAt(text, end); units > 0; units = unitsAt(text, end)) end += units
    if (end === at) continue
    spans.push({ start: at, end })
    at = end
  }
  return spans
}, 3)

const underscore = 0x5f

function unitsAt(text: string, at: number): number {
  return text.charCodeAt(at) === underscore ? 1 : letterOrNumberAt(text, at)
}
