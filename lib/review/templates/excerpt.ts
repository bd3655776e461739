import type { EvidenceSpan } from '#lib/constraints/verdict.ts'

/** A piece of a response and the evidence within it, counted from the piece's start. */
export interface Excerpt {
  text: string
  /** Where the piece starts in the response, in UTF-16 code units. */
  from: number
  marks: EvidenceSpan[]
}

const before = 160
const longest = 640

/** The part of a response that a constraint is about: around its first evidence, else the beginning; cut between words. */
export function excerptAround(response: string, evidence: readonly EvidenceSpan[], most: number = longest): Excerpt {
  const inside = evidence.filter(({ start, end }) => start >= 0 && end > start && end <= response.length).toSorted((a, b) => a.start - b.start)
  const first = inside[0]
  // What violates is what a reader looks for.
  const telling = inside.find(({ role }) => role === 'violation') ?? first
  const from = telling ? wordStart(response, Math.max(0, telling.start - before)) : 0
  const to = Math.min(response.length, from + most)
  const end = to < response.length ? wordEnd(response, to, from) : to
  return {
    text: response.slice(from, end),
    from,
    marks: inside.filter((span) => span.end > from && span.start < end).map((span) => ({ ...span, start: Math.max(0, span.start - from), end: Math.min(end, span.end) - from })),
  }
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.indexOf(' ', at)
  const start = space !== -1 && space - at < 40 ? space + 1 : at
  return isLowSurrogate(text, start) ? start - 1 : start
}

function wordEnd(text: string, at: number, least: number): number {
  const space = text.lastIndexOf(' ', at)
  const end = space > least && at - space < 40 ? space : at
  return isLowSurrogate(text, end) ? end - 1 : end
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
