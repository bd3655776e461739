import { inkOf } from './phrase.ts'
import { structureOf, type CodeBlock } from './structure.ts'
import type { Span } from './words.ts'

/** What a text says once its outer fence, if one encloses all of it, is taken off. */
export interface Unfenced {
  content: Span
  /** The word behind the fence; null where there is none. */
  language: string | null
  fenced: boolean
}

/** Takes off the fence that encloses the whole text. */
export function unfenced(text: string): Unfenced {
  const ink = inkOf(text)
  if (!/^(?:`{3}|~{3})/.test(text.slice(ink.start, ink.start + 3))) return { content: ink, language: null, fenced: false }
  const [block, other] = structureOf(text).code
  if (!block || other || inkOf(text, block.end).start < text.length || block.start > ink.start) return { content: ink, language: null, fenced: false }
  return { content: contentOf(text, block), language: block.language, fenced: true }
}

/** What stands between the fences of a block. */
export function contentOf(text: string, { start, end }: CodeBlock): Span {
  const first = text.indexOf('\n', start)
  if (first < 0 || first >= end) return { start: end, end }
  const last = text.lastIndexOf('\n', end - 1)
  const closed = /^\s{0,3}(?:`{3,}|~{3,})\s*$/.test(text.slice(last + 1, Math.min(end, last + 200)))
  return { start: first + 1, end: closed ? Math.max(first + 1, last) : end }
}
