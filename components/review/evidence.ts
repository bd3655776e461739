import type { EvidenceSpan } from '#lib/constraints/verdict.ts'

/** What a stretch is marked as: evidence for or against a constraint, or one of the units that it counts. */
export type MarkRole = EvidenceSpan['role'] | 'unit'

/** A stretch of the response to mark. A label is shown before it. */
export interface MarkSpan {
  start: number
  end: number
  role: MarkRole
  label?: string | undefined
}

/** A stretch of a text, [start, end) in UTF-16 code units; role is null where nothing is marked. */
export interface Segment {
  start: number
  end: number
  role: MarkRole | null
  label?: string | undefined
}

/** Spans in order, within [0, length), apart from each other; where support and violation overlap, the violation shows. Labels stay where they begin. */
export function cleanSpans(spans: readonly MarkSpan[], length: number): MarkSpan[] {
  const edges: { at: number; role: MarkRole; by: 1 | -1 }[] = []
  const labels = new Map<number, string | undefined>()
  for (const span of spans) {
    const start = Math.max(0, Math.min(length, Math.trunc(span.start)))
    const end = Math.max(0, Math.min(length, Math.trunc(span.end)))
    if (!(start < end)) continue
    edges.push({ at: start, role: span.role, by: 1 }, { at: end, role: span.role, by: -1 })
    // Units that touch stay apart, with a label or without.
    if (span.role === 'unit') labels.set(start, span.label)
  }
  edges.sort((a, b) => a.at - b.at)
  const open: Record<MarkRole, number> = { support: 0, violation: 0, unit: 0 }
  const clean: MarkSpan[] = []
  let from = 0
  for (const { at, role, by } of edges) {
    const current = open.violation > 0 ? 'violation' : open.support > 0 ? 'support' : open.unit > 0 ? 'unit' : null
    if (current !== null && at > from) {
      const last = clean.at(-1)
      if (last && last.end === from && last.role === current && !labels.has(from)) last.end = at
      else clean.push({ start: from, end: at, role: current, ...(labels.get(from) === undefined ? {} : { label: labels.get(from) }) })
    }
    from = at
    open[role] += by
  }
  return clean
}

/** Cuts [start, end) into marked and unmarked segments that cover it without gaps. `spans` must be clean. */
export function segmentsWithin(spans: readonly MarkSpan[], start: number, end: number): Segment[] {
  const segments: Segment[] = []
  let at = start
  for (let index = firstEndingAfter(spans, start); index < spans.length; index++) {
    const span = spans[index]
    if (!span || span.start >= end || at >= end) break
    if (span.start > at) segments.push({ start: at, end: span.start, role: null })
    const from = Math.max(at, span.start)
    const to = Math.min(end, span.end)
    segments.push({ start: from, end: to, role: span.role, ...(span.label !== undefined && from === span.start ? { label: span.label } : {}) })
    at = to
  }
  if (at < end) segments.push({ start: at, end, role: null })
  return segments
}

function firstEndingAfter(spans: readonly MarkSpan[], position: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? Infinity) > position) high = middle
    else low = middle + 1
  }
  return low
}
