import type { DiffPart } from '#components/review/word-diff.ts'

/** A stretch of one of two texts: whether the other has it otherwise, and whether it shows what is broken. */
export interface PaneSegment {
  text: string
  differs: boolean
  broken: boolean
}

/**
 * One side of a word diff with the places marked that break a constraint. `parts` go from the other text to this one for the side `added`, and
 * from this one to the other for `removed`; spans are in UTF-16 code units of this text and may overlap.
 */
export function paneSegments(parts: readonly DiffPart[], side: 'added' | 'removed', spans: readonly { start: number; end: number }[] = []): PaneSegment[] {
  const segments: PaneSegment[] = []
  let at = 0
  for (const { kind, text } of parts) {
    if (kind !== 'same' && kind !== side) continue
    const end = at + text.length
    const cuts = spans.flatMap((span) => [span.start, span.end]).filter((cut) => cut > at && cut < end)
    const edges = [...new Set([at, ...cuts, end])].sort((a, b) => a - b)
    for (const [index, from] of edges.slice(0, -1).entries()) {
      const to = edges[index + 1] ?? end
      const broken = spans.some((span) => span.start <= from && span.end >= to)
      segments.push({ text: text.slice(from - at, to - at), differs: kind === side, broken })
    }
    at = end
  }
  return segments
}
