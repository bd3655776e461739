import { cleanSpans, type MarkRole, type MarkSpan, type Segment } from '#components/review/evidence.ts'
import { alignText, opensFence, toRendered, type Run } from '#components/review/source-map.ts'

/** What of a hast tree concerns us; the tree itself is react-markdown's. */
interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
  position?: { start: { offset?: number }; end: { offset?: number } }
}

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
  return () => (tree: Node) => {
    let texts = 0
    // Where the last text ended, for pieces that lost their position: those that autolinks were cut from.
    let cursor = 0
    // The parser drops a byte order mark and does not count it.
    const shift = source.charCodeAt(0) === 0xfeff ? 1 : 0

    function visit(node: Node, within: { start: number; end: number }): void {
      node.children = node.children?.map((child) => {
        if (child.type === 'raw') child.type = 'text'
        if (child.type === 'text') return markText(child, within)
        const place = placeOf(child, shift)
        if (child.type === 'element') markElement(child, place)
        visit(child, place ?? within)
        return child
      })
    }

    function markElement(element: Node, place: { start: number; end: number } | null): void {
      if (!place) return
      const id = `e${index.elements.length}`
      index.elements.push({ id, ...place })
      element.properties = { ...element.properties, [markAttribute]: id }
    }

    function markText(text: Node, within: { start: number; end: number }): Node {
      const value = text.value ?? ''
      if (value.trim() === '' && !placeOf(text, shift)) return text
      const place = placeOf(text, shift) ?? search(value, within)
      if (!place) return text
      const runs = alignText(value, source, place.start, place.end)
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
  for (const span of clean) {
    if (shown.has(span)) continue
    const element = smallestAround(index.elements, span)
    if (element) elements.set(element.id, span.role)
  }
  return { texts, elements }
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

function placeOf(node: Node, shift: number): { start: number; end: number } | null {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? null : { start: start + shift, end: end + shift }
}
