import { blocks } from './blocks.ts'
import { lines } from './sentences.ts'
import { outsideCode, structureOf, type ListItem } from './structure.ts'
import type { Span } from './words.ts'

/**
 * What some take for a part of a text and others do not: none of it is such by the rules of markdown, or not surely. Counting with and without it makes two
 * readings. All linear.
 */

/** Lines that begin like items: with another sign than markdown knows, without the space, in a quote, or as HTML. */
export function possibleBullets(text: string): Span[] {
  const found = linesLike(text, /^[ \t>]{0,20}(?:[•●○■□▪▫◆◇▶▸►➤➜→✓✔✗✘☐☑★☆❖‣]|<li\b|(?<=>[ \t>]{0,19})[-*+][ \t])/u)
  const dashed = linesLike(text, /^[ \t]{0,20}(?:—|-(?=\p{L})|\p{Emoji_Presentation}|\p{ExtPict}\ufe0f)/u)
  return butFor(dashed.length > 1 ? [...found, ...dashed] : found, structureOf(text).items)
}

/** Lines that begin with a number as items do, but as headings, in bold, in a quote, or written otherwise. */
export function possibleNumbered(text: string): Span[] {
  const found = linesLike(text, /^[ \t>]{0,20}(?:#{1,6}[ \t]{1,4})?(?:\*\*|__)?\(?(?:\d{1,3}[.):](?!\d)|[①-⑳]|\d\ufe0f?\u20e3|[Ss]tep \d{1,3}\b|[ivx]{1,4}[.)][ \t]|\p{Nd}{1,3}[．）、])|^[ \t]{0,20}<li\b/u)
  return butFor(found, structureOf(text).items.filter(({ kind }) => kind === 'number'))
}

/** Items that a letter marks although none before or behind them has the next letter: "A. Smith came." */
export function withoutLoneLetters(items: readonly ListItem[]): ListItem[] {
  const letterOf = ({ kind, marker }: ListItem): number => (kind === 'letter' ? (marker.replace(/[^a-z]/i, '').codePointAt(0) ?? 0) : 0)
  const marks = new Set(items.map(letterOf))
  const letters = new Map(items.map((item) => [item, letterOf(item)]))
  return items.filter((item) => {
    const letter = letters.get(item) ?? 0
    return letter === 0 || marks.has(letter - 1) || marks.has(letter + 1)
  })
}

/** Lines that are wholly bold, headings in quotes, and those of HTML. */
export function possibleHeadings(text: string): Span[] {
  const bold = blocks(text).filter(({ kind }) => kind === 'heading')
  return butFor([...bold, ...linesLike(text, /^ {0,3}>[ \t>]{0,20}#{1,6}[ \t]|^[ \t]{0,20}<h[1-6]\b/i)], structureOf(text).headings)
}

/** Tables of HTML, of tabs, of signs, and those in quotes or code. */
export function possibleTables(text: string): Span[] {
  const known = structureOf(text).tables
  const all = lines(text, 0, text.length)
  const rules = all.filter(({ start, end }) => end - start < 400 && /^[-:|+ \t>\r]+$/.test(text.slice(start, end)) && /--/.test(text.slice(start, end)) && /[|+]/.test(text.slice(start, end)))
  const html = all.filter(({ start, end }) => /<table\b/i.test(text.slice(start, end)))
  const hasTab = ({ start, end }: Span): boolean => /\S\t+\S/.test(text.slice(start, Math.min(end, start + 400)))
  const tabs = all.filter((line, index) => hasTab(line) && (index === 0 || !hasTab(all[index - 1] ?? line)) && index + 1 < all.length && hasTab(all[index + 1] ?? { start: 0, end: 0 }))
  return butFor([...rules, ...html, ...tabs], known)
}

/** Code that is set in, or in a fence that is, and code of HTML. */
export function possibleCode(text: string): Span[] {
  const fences = linesLike(text, /^(?: {4,20}|[ \t]{0,4}\t|[ \t]{0,8}>[ \t>]{0,8})[ \t]{0,4}(?:`{3}|~{3})/)
  const html = linesLike(text, /<pre\b/i)
  const all = lines(text, 0, text.length)
  const items = new Set(structureOf(text).items.map(({ end }) => end))
  const isSetIn = ({ start, end }: Span): boolean => /^(?: {4}|\t)[ \t]*\S/.test(text.slice(start, Math.min(end, start + 200)))
  const setIn = all.filter((line, index) => {
    const before = all[index - 1]
    return isSetIn(line) && (!before || (!isSetIn(before) && !items.has(before.end) && /\n[ \t\r]*\n/.test(text.slice(before.end, line.start + 1))))
  })
  const opening = outsideCode(text, fences).filter((_, index) => index % 2 === 0)
  return butFor(outsideCode(text, [...opening, ...html, ...setIn].toSorted((a, b) => a.start - b.start)), structureOf(text).items)
}

/** The lines outside code that begin so, each without the white space around it. */
function linesLike(text: string, opening: RegExp): Span[] {
  return outsideCode(text, lines(text, 0, text.length).filter(({ start, end }) => opening.test(text.slice(start, Math.min(end, start + 200))))).map(({ start, end }) => {
    const line = text.slice(start, end)
    return { start: end - line.trimStart().length, end: start + line.trimEnd().length }
  })
}

/** The spans, in order, that overlap none of the others. */
function butFor(spans: readonly Span[], others: readonly Span[]): Span[] {
  let at = 0
  let last = -1
  return spans.toSorted((a, b) => a.start - b.start).filter(({ start, end }) => {
    while ((others[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    if ((others[at]?.start ?? Number.POSITIVE_INFINITY) < end || start < last) return false
    last = end
    return true
  })
}

/** Readings of a count: what is surely counted, and that with what is possibly. */
export function withPossible(sure: readonly Span[], possible: readonly Span[]): (readonly Span[])[] {
  return possible.length === 0 ? [sure] : [sure, [...sure, ...possible].toSorted((a, b) => a.start - b.start)]
}
