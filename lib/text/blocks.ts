import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

/** A divider is a line of its own such as --- or ***. */
export type BlockKind = 'paragraph' | 'divider' | 'heading' | 'list' | 'code' | 'table' | 'quote'

/** A block of a markdown text, as far as counting paragraphs needs it. */
export interface Block extends Span {
  kind: BlockKind
}

/** Splits a text into its blocks. Linear in its length; anything that is not clearly something else is a paragraph. */
export const blocks: (text: string) => readonly Readonly<Block>[] = remembered(readBlocks, 3)

function readBlocks(text: string): Block[] {
  const found: Block[] = []
  let fence: string | null = null
  let open: Block | null = null
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next < 0 ? text.length : next
    const line = text.slice(start, end)
    const [, marker, behind] = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line) ?? []
    if (fence !== null) {
      if (open) open.end = end
      // What has a word behind it opens a block, and closes none.
      if (marker && behind === '' && marker[0] === fence[0] && marker.length >= fence.length) {
        fence = null
        open = null
      }
    } else if (marker) {
      fence = marker
      open = { kind: 'code', start, end }
      found.push(open)
    } else if (line.trim() === '') {
      open = null
    } else {
      const kind = kindOf(line, open)
      if (open && kind === 'divider' && isTitle(text, open) && underline.test(line)) {
        open.kind = 'heading'
        open.end = end
      } else if (open && open.kind === kind && kind !== 'heading') open.end = end
      else {
        open = { kind, start, end }
        found.push(open)
      }
    }
    start = end + 1
  }
  return found
}

/** What makes the line above it a heading (CommonMark: a setext heading). */
const underline = /^ {0,3}(?:-+|=+)[ \t\r]*$/

/** Whether a block is one short line that ends no sentence: people put a divider right below a paragraph, too. */
function isTitle(text: string, { kind, start, end }: Block): boolean {
  if (kind !== 'paragraph' || end - start > 120) return false
  const line = text.slice(start, end)
  return !line.includes('\n') && !/[.!…。！,;:：]["'”’)]?\s*$/.test(line)
}

function kindOf(line: string, open: Block | null): BlockKind {
  if (/^\s{0,3}#{1,6}(\s|$)/.test(line) || /^\s{0,3}(\*\*|__)[^*_]{1,120}(\*\*|__):?\s*$/.test(line)) return 'heading'
  if (/^\s{0,3}(?:(?:-[ \t\r]*){3,}|(?:\*[ \t\r]*){3,}|(?:_[ \t\r]*){3,}|={3,}[ \t\r]*)$/.test(line)) return 'divider'
  if (/^\s*([-*+•‣◦–]|\(?\d{1,4}[.)]|\(?[a-zA-Z][.)])\s/.test(line)) return 'list'
  if (/^\s*\|/.test(line)) return 'table'
  if (/^\s{0,3}>/.test(line)) return 'quote'
  if (/^\s{2,}\S/.test(line) && open?.kind === 'list') return 'list'
  return 'paragraph'
}

/** Whether a text is prose enough to speak of its sentences: no data format, and hardly any code or tables. */
export const isProse: (text: string) => boolean = remembered((text) => {
  if (/^\s*[[{]/.test(text)) return false
  let prose = 0
  let other = 0
  for (const { kind, start, end } of blocks(text)) {
    if (kind === 'code' || kind === 'table') other += end - start
    else prose += end - start
  }
  return prose > 0 && other <= 0.1 * (prose + other)
})

/** The text without its code and tables: what its key phrases should come from. */
export const proseOf: (text: string) => string = remembered(
  (text) =>
    blocks(text)
      .filter(({ kind }) => kind !== 'code' && kind !== 'table')
      .map(({ start, end }) => text.slice(start, end))
      .join('\n'),
  3,
)
