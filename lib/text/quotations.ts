import { structureOf } from './structure.ts'
import type { Span } from './words.ts'

const double = /["“][^"“”\n]{1,2000}["”]/gu
/** Single marks only where they open behind a space and close before one, so that apostrophes are none. */
const single = /(?<![\p{L}\p{N}])['‘](?:[^'‘’\n]|['’](?=\p{L})){1,400}['’](?!\p{L})/gu

/** What stands in quotation marks or in quoted blocks, in order of place. */
export function quotations(text: string): Span[] {
  const marked = [double, single].flatMap((pattern) => Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length })))
  return [...marked, ...structureOf(text).quotes].toSorted((a, b) => a.start - b.start)
}

/** The spans that do not begin within one of the holes, which are in order of place. */
export function outside(spans: readonly Span[], holes: readonly Span[]): Span[] {
  let at = 0
  return spans.toSorted((a, b) => a.start - b.start).filter(({ start }) => {
    while ((holes[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    return (holes[at]?.start ?? Number.POSITIVE_INFINITY) > start
  })
}
