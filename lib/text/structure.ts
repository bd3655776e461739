import { blocks } from './blocks.ts'
import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

export interface ListItem extends Span {
  kind: 'bullet' | 'number' | 'letter'
  /** As written: "-", "*", "•", "3.", "b)". */
  marker: string
  /** The number of a numbered item; null otherwise. */
  number: number | null
  /** Columns of white space before the marker. */
  indent: number
  /** Where the item's text begins. */
  contentStart: number
}

export interface Heading extends Span {
  /** 1 to 6. */
  level: number
  /** The heading without its marks. */
  text: string
}

export interface CodeBlock extends Span {
  /** The first word behind the fence, lower case; null where there is none. */
  language: string | null
}

export interface MarkdownTable extends Span {
  columns: readonly string[]
  rows: readonly Span[]
}

/** What a markdown text is built of, each with its place. Lists, headings and tables inside code are code. */
export interface Structure {
  items: readonly ListItem[]
  headings: readonly Heading[]
  code: readonly CodeBlock[]
  tables: readonly MarkdownTable[]
  quotes: readonly Span[]
}

interface Line extends Span {
  text: string
}

/** Reads the structure of a text line by line, in time linear in its length. */
export const structureOf = remembered(readStructure)

function readStructure(text: string): Structure {
  const items: ListItem[] = []
  const headings: Heading[] = []
  const code: CodeBlock[] = []
  const tables: MarkdownTable[] = []
  const quotes: Span[] = []
  let fence: { mark: string; block: CodeBlock } | null = null
  let table: { columns: string[]; rows: Span[]; start: number; end: number } | null = null
  let quote: Span | null = null
  let previous: Line | null = null

  for (const line of linesOf(text)) {
    const opener = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line.text)
    if (fence) {
      fence.block.end = line.end
      const closer = opener?.[1] ?? ''
      if (opener && closer[0] === fence.mark[0] && closer.length >= fence.mark.length && opener[2] === '') fence = null
      continue
    }
    if (opener?.[1]) {
      const block: CodeBlock = { start: line.start, end: line.end, language: opener[2] ? opener[2].toLowerCase() : null }
      code.push(block)
      fence = { mark: opener[1], block }
      table = quote = previous = null
      continue
    }
    if (table && !line.text.includes('|')) table = null
    if (table) {
      table.rows.push({ start: line.start, end: line.end })
      table.end = line.end
    } else if (previous && isDelimiterRow(line.text) && previous.text.includes('|')) {
      const columns = cellsOf(previous.text)
      if (columns.length === cellsOf(line.text).length) {
        table = { columns, rows: [], start: previous.start, end: line.end }
        tables.push(table)
      }
    }
    if (/^ {0,3}>/.test(line.text)) {
      if (quote) quote.end = line.end
      else quotes.push((quote = { start: line.start, end: line.end }))
    } else quote = null
    const heading = headingOf(line)
    if (heading) headings.push(heading)
    const item = heading ? null : itemOf(line)
    if (item) items.push(item)
    previous = line.text.trim() === '' ? null : line
  }
  const underlined = blocks(text).flatMap(({ kind, start, end }) => (kind === 'heading' ? underlinedHeading(text.slice(start, end), start) : []))
  return { items, headings: underlined.length > 0 ? [...headings, ...underlined].toSorted((a, b) => a.start - b.start) : headings, code, tables, quotes }
}

/** A heading of two lines, of which the second underlines the first: with = of level 1, with - of level 2. */
function underlinedHeading(block: string, start: number): Heading[] {
  const [title = '', line] = block.split('\n')
  return line === undefined ? [] : [{ start, end: start + block.trimEnd().length, level: line.includes('=') ? 1 : 2, text: title.trim() }]
}

/** The spans, in order of place, that do not begin within a block of code. */
export function outsideCode(text: string, spans: readonly Span[]): Span[] {
  const { code } = structureOf(text)
  let at = 0
  return spans.filter(({ start }) => {
    while ((code[at]?.end ?? Number.POSITIVE_INFINITY) < start) at++
    return (code[at]?.start ?? Number.POSITIVE_INFINITY) > start
  })
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next < 0 ? text.length : next
    const cut = end > start && text[end - 1] === '\r' ? end - 1 : end
    yield { start, end: cut, text: text.slice(start, cut) }
    start = end + 1
  }
}

function headingOf({ start, end, text }: Line): Heading | null {
  const found = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s.exec(text)
  if (!found) return null
  const words = (found[2] ?? '').trim()
  return { start, end, level: found[1]?.length ?? 1, text: words.endsWith('#') ? words.slice(0, words.length - trailingHashes(words)).trim() : words }
}

function trailingHashes(text: string): number {
  let count = 0
  while (text[text.length - 1 - count] === '#') count++
  return count
}

const itemMarker = /^([ \t]*)([-*+•‣◦–·]|\(?(\d{1,4})[.)]|\(?[a-zA-Z][.)])[ \t]+(?=\S)/

function itemOf({ start, end, text }: Line): ListItem | null {
  const found = itemMarker.exec(text)
  if (!found) return null
  const [whole, indent = '', marker = '', digits] = found
  // "* * *" and "- - -" part sections.
  if (/^[-*+]$/.test(marker) && /^[ \t]*(?:[-*][ \t]*){3,}$/.test(text)) return null
  const kind = digits !== undefined ? 'number' : /[a-zA-Z]/.test(marker) ? 'letter' : 'bullet'
  const width = Array.from(indent).reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0)
  return { start: start + indent.length, end, kind, marker, number: digits === undefined ? null : Number(digits), indent: width, contentStart: start + whole.length }
}

function isDelimiterRow(text: string): boolean {
  // Trimmed first, so that the pattern has no two ways to read the same white space.
  return text.includes('-') && /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(text.trim())
}

/** The cells of a row of a table, trimmed; a bar behind a backslash is part of its cell. */
export function cellsOf(row: string): string[] {
  const cells = row.trim().replace(/^\|/, '').split(/(?<!\\)\|/)
  if (cells.at(-1)?.trim() === '' && cells.length > 1) cells.pop()
  return cells.map((cell) => cell.trim())
}
