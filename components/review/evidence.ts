import type { EvidenceSpan } from '#lib/constraints/verdict.ts'

export type EvidenceRole = EvidenceSpan['role']

/** A stretch of a text, [start, end) in UTF-16 code units; role is null where nothing is marked. */
export interface Segment {
  start: number
  end: number
  role: EvidenceRole | null
}

/** Spans in order, within [0, length), apart from each other; where support and violation overlap, the violation shows. */
export function cleanSpans(spans: readonly EvidenceSpan[], length: number): EvidenceSpan[] {
  const edges: { at: number; role: EvidenceRole; by: 1 | -1 }[] = []
  for (const span of spans) {
    const start = Math.max(0, Math.min(length, Math.trunc(span.start)))
    const end = Math.max(0, Math.min(length, Math.trunc(span.end)))
    if (!(start < end)) continue
    edges.push({ at: start, role: span.role, by: 1 }, { at: end, role: span.role, by: -1 })
  }
  edges.sort((a, b) => a.at - b.at)
  const open = { support: 0, violation: 0 }
  const clean: EvidenceSpan[] = []
  let from = 0
  for (const { at, role, by } of edges) {
    const current = open.violation > 0 ? 'violation' : open.support > 0 ? 'support' : null
    if (current !== null && at > from) {
      const last = clean.at(-1)
      if (last && last.end === from && last.role === current) last.end = at
      else clean.push({ start: from, end: at, role: current })
    }
    from = at
    open[role] += by
  }
  return clean
}

/** Cuts [start, end) into marked and unmarked segments that cover it without gaps. `spans` must be clean. */
export function segmentsWithin(spans: readonly EvidenceSpan[], start: number, end: number): Segment[] {
  const segments: Segment[] = []
  let at = start
  for (let index = firstEndingAfter(spans, start); index < spans.length; index++) {
    const span = spans[index]
    if (!span || span.start >= end || at >= end) break
    if (span.start > at) segments.push({ start: at, end: span.start, role: null })
    const from = Math.max(at, span.start)
    const to = Math.min(end, span.end)
    segments.push({ start: from, end: to, role: span.role })
    at = to
  }
  if (at < end) segments.push({ start: at, end, role: null })
  return segments
}

function firstEndingAfter(spans: readonly EvidenceSpan[], position: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? Infinity) > position) high = middle
    else low = middle + 1
  }
  return low
}
