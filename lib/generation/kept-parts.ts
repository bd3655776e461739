import { inkOf } from '#lib/text/phrase.ts'
import { structureOf } from '#lib/text/structure.ts'

/** A part of a text that a rewrite must keep to the letter. */
export interface KeptPart {
  kind: 'code block' | 'table' | 'block quote' | 'list item' | 'inline code' | 'address' | 'formula' | 'quotation' | 'number'
  text: string
}

/** Within a line or two, so that a mark without a partner encloses no paragraph. */
const inline: readonly { kind: KeptPart['kind']; pattern: RegExp }[] = [
  { kind: 'inline code', pattern: /(?<!`)`[^`\n]+`(?!`)/g },
  { kind: 'address', pattern: /\b(?:https?|ftp):\/\/[^\s<>"'`)\]]*[^\s<>"'`)\].,;:!?]/gi },
  { kind: 'formula', pattern: /\$\$[^$]+\$\$|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\]/g },
  { kind: 'quotation', pattern: /"[^"\n]+"|“[^“”\n]+”|«[^«»\n]+»|„[^„“”\n]+[“”]|「[^「」\n]+」/g },
]

const number = /(?<![\p{L}\p{N}])\d+(?:[.,:/-]\d+)*/gu

/** The parts of a text that carry its data: code, tables, quoted lines, list items, addresses, formulas, quotations and numbers. */
export function keptParts(text: string): KeptPart[] {
  const { code, tables, quotes, items } = structureOf(text)
  const spans = [
    ...code.map(({ start, end }) => ({ kind: 'code block' as const, start, end })),
    ...tables.map(({ start, end }) => ({ kind: 'table' as const, start, end })),
    ...quotes.map(({ start, end }) => ({ kind: 'block quote' as const, start, end })),
    ...items.map(({ start, end }) => ({ kind: 'list item' as const, start, end })),
  ]
  return [
    ...spans.map(({ kind, start, end }) => ({ kind, text: trimmed(text.slice(start, end)) })),
    ...inline.flatMap(({ kind, pattern }) => Array.from(text.matchAll(pattern), ([found]) => ({ kind, text: found }))),
    ...Array.from(text.matchAll(number), ([found]) => ({ kind: 'number' as const, text: found })),
  ]
}

/** The first part of `before` that `after` does not have to the letter; null where it has them all. */
export function lostPart(before: string, after: string): KeptPart | null {
  const numbers = new Set(after.match(number))
  const itemsAfter = structureOf(after).items.map(({ start, end }) => after.slice(start, end))
  const lost = keptParts(before).find(({ kind, text }) => {
    if (kind === 'number') return !numbers.has(text)
    // More may be said behind an item; the item itself stays one.
    if (kind === 'list item') return !itemsAfter.some((item) => item.startsWith(text))
    return !after.includes(text)
  })
  return lost ?? null
}

function trimmed(text: string): string {
  const { start, end } = inkOf(text)
  return text.slice(start, end)
}
