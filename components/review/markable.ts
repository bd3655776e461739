import type { HastNode } from '#components/reading/hast-node.ts'
import { formulaAttribute } from '#components/reading/typeset.ts'
import { cleanSpans, type MarkRole, type MarkSpan, type Segment } from '#components/review/evidence.ts'
import { alignText, opensFence, toRendered, type Run } from '#components/review/source-map.ts'

interface MarkableText {
  start: number
  end: number
  value: string
  runs: Run[]
}

interface MarkableElement {
  id: string
  start: number
  end: number
  /** Whether it is marked as a whole wherever in it a span lies: a formula, which does not read as its source. */
  whole?: boolean
}

/** Where the rendered texts and elements of a markdown document stand in its source. Elements are in order of their start, outer ones first. */
export interface MarkableIndex {
  texts: Map<string, MarkableText>
  elements: MarkableElement[]
}

/** What to mark in a rendered document: pieces of texts, and elements of which a span covers the markup only. */
export interface Marks {
  texts: ReadonlyMap<string, Segment[]>
  elements: ReadonlyMap<string, MarkRole>
}

export const noMarks: Marks = { texts: new Map(), elements: new Map() }

/** The attribute by which a rendered text or element finds its marks. */
export const markAttribute = 'dataMark'

/**
 * A rehype plugin that gives every text that comes from the source a span of its own and every element an id, and notes in
 * `index` where they stand. The document is parsed once; marking something else then only renders the spans that change.
 */
export function markable(source: string, index: MarkableIndex) {
  return () => (tree: HastNode) => {
    let texts = 0
    // Where the last text ended, for pieces that lost their position: those that autolinks were cut from.
    let cursor = 0
    // The parser drops a byte order mark and does not count it.
    const shift = source.charCodeAt(0) === 0xfeff ? 1 : 0

    function visit(node: HastNode, within: { start: number; end: number }): void {
      node.children = node.children?.map((child) => {
        if (child.type === 'raw') child.type = 'text'
        if (child.type === 'text') return markText(child, within)
        const place = placeOf(child, shift)
        if (child.type === 'element') markElement(child, place)
        if (isFormula(child)) cursor = place?.end ?? cursor
        else if (isColoured(child)) markPieces(child, place ?? within)
        else visit(child, place ?? within)
        return child
      })
    }

    function markElement(element: HastNode, place: { start: number; end: number } | null): void {
      if (!place) return
      const id = `e${index.elements.length}`
      index.elements.push({ id, ...place, ...(isFormula(element) ? { whole: true } : {}) })
      element.properties = { ...element.properties, [markAttribute]: id }
    }

    /** Code in pieces, by what they are: found in the source as the one text that they were. */
    function markPieces(code: HastNode, within: { start: number; end: number }): void {
      const whole = textOf(code)
      const place = search(whole, within)
      const runs = place ? alignText(whole, source, place.start, place.end) : []
      let at = 0
      let next = 0

      function mark(piece: HastNode): HastNode {
        if (piece.type !== 'text') {
          piece.children = piece.children?.map(mark)
          return piece
        }
        const value = piece.value ?? ''
        const end = at + value.length
        const own: Run[] = []
        while (next < runs.length) {
          const run = runs[next]
          if (!run || run.at >= end) break
          const from = Math.max(run.at, at)
          const to = Math.min(run.at + run.length, end)
          if (to > from) own.push({ at: from - at, source: run.source + from - run.at, length: to - from })
          if (run.at + run.length > end) break
          next += 1
        }
        at = end
        return withId(piece, value, own)
      }

      code.children = code.children?.map(mark)
    }

    function markText(text: HastNode, within: { start: number; end: number }): HastNode {
      const value = text.value ?? ''
      if (value.trim() === '' && !placeOf(text, shift)) return text
      const place = placeOf(text, shift) ?? search(value, within)
      if (!place) return text
      return withId(text, value, alignText(value, source, place.start, place.end))
    }

    function withId(text: HastNode, value: string, runs: Run[]): HastNode {
      const last = runs.at(-1)
      if (!last) return text
      cursor = last.source + last.length
      const id = `t${texts++}`
      index.texts.set(id, { start: runs[0]?.source ?? 0, end: cursor, value, runs })
      return { type: 'element', tagName: 'span', properties: { [markAttribute]: id }, children: [text] }
    }

    /** A text without a position: code in a fence, or a piece of a text that an autolink was cut from. */
    function search(value: string, within: { start: number; end: number }): { start: number; end: number } | null {
      if (opensFence(source, within.start)) return within
      const trimmed = value.trimStart()
      const [line = ''] = trimmed.slice(0, 16).split('\n')
      const from = Math.max(cursor, within.start)
      const found = source.slice(from, within.end).indexOf(line)
      return found === -1 ? null : { start: Math.max(from, from + found - (value.length - trimmed.length)), end: within.end }
    }

    visit(tree, { start: 0, end: source.length })
  }
}

/** What of a rendered document the spans mark. A span that covers no text marks the smallest element around it. */
export function marksFor(index: MarkableIndex, spans: readonly MarkSpan[], length: number): Marks {
  const texts = new Map<string, Segment[]>()
  const elements = new Map<string, MarkRole>()
  if (spans.length === 0) return noMarks
  const clean = cleanSpans(spans, length)
  const shown = new Set<MarkSpan>()
  for (const [id, text] of index.texts) {
    const marked: Segment[] = []
    for (const span of clean) {
      if (span.end <= text.start) continue
      if (span.start >= text.end) break
      for (const place of toRendered(text.runs, span.start, span.end)) {
        // The label goes before the first piece that is shown of it.
        marked.push({ ...place, role: span.role, ...(span.label !== undefined && !shown.has(span) ? { label: span.label } : {}) })
        shown.add(span)
      }
    }
    if (marked.length > 0) texts.set(id, fill(marked, text.value.length))
  }
  for (const element of index.elements) {
    const span = element.whole ? strongest(clean, element) : null
    if (!span) continue
    elements.set(element.id, span.role)
    for (const each of clean) if (each.start < element.end && each.end > element.start) shown.add(each)
  }
  for (const span of clean) {
    if (shown.has(span)) continue
    const element = smallestAround(index.elements, span)
    if (element) elements.set(element.id, span.role)
  }
  return { texts, elements }
}

/** Of the spans that reach into a formula the one that it is marked for. */
function strongest(clean: readonly MarkSpan[], { start, end }: MarkableElement): MarkSpan | null {
  let best: MarkSpan | null = null
  for (const span of clean) {
    if (span.end <= start) continue
    if (span.start >= end) break
    if (!best || span.role === 'violation') best = span
  }
  return best
}

function fill(marked: Segment[], length: number): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const segment of marked.toSorted((a, b) => a.start - b.start)) {
    if (segment.end <= at) continue
    if (segment.start > at) segments.push({ start: at, end: segment.start, role: null })
    segments.push({ ...segment, start: Math.max(at, segment.start) })
    at = segment.end
  }
  if (at < length) segments.push({ start: at, end: length, role: null })
  return segments
}

function smallestAround(elements: readonly MarkableElement[], span: MarkSpan): MarkableElement | null {
  let best: MarkableElement | null = null
  for (const element of elements) {
    if (element.start > span.start) break
    if (element.end < span.end) continue
    if (!best || element.end - element.start <= best.end - best.start) best = element
  }
  return best
}

function isFormula(node: HastNode): boolean {
  return node.properties?.[formulaAttribute] !== undefined
}

function isColoured(node: HastNode): boolean {
  return node.tagName === 'code' && node.children?.some(({ type }) => type === 'element') === true
}

function textOf(node: HastNode): string {
  return node.type === 'text' ? (node.value ?? '') : (node.children?.map(textOf).join('') ?? '')
}

function placeOf(node: HastNode, shift: number): { start: number; end: number } | null {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? null : { start: start + shift, end: end + shift }
}
