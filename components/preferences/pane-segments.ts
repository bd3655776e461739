import type { DiffPart } from '#components/review/word-diff.ts'

/** A stretch of one of two texts: whether the other has it otherwise, and whether it shows what is broken. */
export interface PaneSegment {
  text: string
  differs: boolean
  broken: boolean
}

/**
 * One side of a word diff with the places marked that break a constraint. `parts` go from the other text to this one for the side `added`, and
 * from this one to the other for `removed`; spans are in UTF-16 code units of this text and may overlap. What the other text alone has is an empty
 * stretch at its place.
 */
export function paneSegments(parts: readonly DiffPart[], side: 'added' | 'removed', spans: readonly { start: number; end: number }[] = []): PaneSegment[] {
  const segments: PaneSegment[] = []
  let at = 0
  for (const { kind, text } of parts) {
    if (kind !== 'same' && kind !== side) {
      segments.push({ text: '', differs: true, broken: false })
      continue
    }
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

/** A stretch of a text that is shown, or one that both texts have alike and that is left out until asked for. */
export interface FoldedSegment extends PaneSegment {
  folded: boolean
}

/** How much of what is alike stays in sight beside what differs, in UTF-16 code units. */
const context = 160

/** Folds what both texts have alike where it is long and nothing in it is broken; cuts stand at white space. Joined, the texts are those given. */
export function foldAlike(segments: readonly PaneSegment[]): FoldedSegment[] {
  return segments.flatMap((segment, index) => {
    const { text, differs, broken } = segment
    const shown = { ...segment, folded: false }
    if (differs || broken || text.length < 4 * context) return [shown]
    const first = index === 0 ? 0 : text.slice(0, context).search(/\S*$/)
    const afterLast = text.length - context
    const last = index === segments.length - 1 ? text.length : afterLast + Math.max(0, text.slice(afterLast).search(/\s/))
    return [
      { ...shown, text: text.slice(0, first) },
      { ...segment, text: text.slice(first, last), folded: true },
      { ...shown, text: text.slice(last) },
    ].filter((each) => each.text !== '')
  })
}
