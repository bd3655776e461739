import { countingChecker } from '#lib/constraints/counting.ts'
import { boldSpans } from '#lib/text/emphasis.ts'
import { lines } from '#lib/text/sentences.ts'
import { outsideCode, structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

/** Items of lists that are marked by bullets. Where items are nested, one may count the outer ones only. */
export const bulletCount = countingChecker({
  id: 'pincer:bullet_count', version: 1, type: 'format.list', one: 'bullet point', many: 'bullet points', alsoCalled: ['bullets?', 'bulleted items?', 'bulleted points?'], mineFrom: 2,
  rule: 'A line that begins with -, *, + or • counts; lines in code do not. Where items are nested, all of them and the outer ones alone are two readings.',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count', witness: '- one\n  - inner' },
  find: (response) => nestedReadings(structureOf(response).items.filter(({ kind }) => kind === 'bullet')),
})

/** Items of lists that are numbered: "1.", "2)". */
export const numberedCount = countingChecker({
  id: 'pincer:numbered_item_count', version: 1, type: 'format.list', one: 'numbered item', many: 'numbered items',
  alsoCalled: ['numbered points?', 'numbered steps?', 'items in a numbered list', 'numbered list items?'], mineFrom: 2,
  rule: 'A line that begins with a number and a point or bracket counts. Where items are nested, all of them and the outer ones alone are two readings.',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count', witness: '1. one\n   1. inner' },
  find: (response) => nestedReadings(structureOf(response).items.filter(({ kind }) => kind === 'number')),
})

/** Items of lists of any kind. Short lines that stand for themselves may be a list without markers. */
export const listItemCount = countingChecker({
  id: 'pincer:list_item_count', version: 1, type: 'format.list', one: 'list item', many: 'list items',
  alsoCalled: ['items? in (?:a|the|your) list', 'list entry', 'list entries', 'items?'], mineFrom: 2,
  rule: 'A line that begins with a bullet, a number or a letter with a point or bracket counts; lines in code do not. Where items are nested, all of them and the outer ones alone are two readings; so are short lines without markers where there are no others.',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count, or there are only short lines without markers', witness: 'Tides\nMoons' },
  find(response) {
    const { items } = structureOf(response)
    if (items.length > 0) return nestedReadings(items)
    const all = lines(response, 0, response.length)
    const bare = all.length >= 2 && all.every(({ start, end }) => end - start <= 80 && !/[.!?:;,]$/.test(response.slice(end - 1, end)))
    return bare ? [[], all] : [[]]
  },
})

/** Markdown headings of any level. */
export const headingCount = countingChecker({
  id: 'pincer:heading_count', version: 2, type: 'format.heading', one: 'heading', many: 'headings', alsoCalled: ['markdown headings?', 'headers?', 'markdown headers?', 'section headings?'],
  rule: 'Lines that begin with one to six # and a space, and short ones underlined with = or -, outside code.',
  find: (response) => [structureOf(response).headings],
})

/** Fenced blocks of code. */
export const codeBlockCount = countingChecker({
  id: 'pincer:code_block_count', version: 1, type: 'format.code', one: 'code block', many: 'code blocks', alsoCalled: ['fenced code blocks?', 'blocks? of code'],
  rule: 'Blocks between fences of three or more backticks or tildes.',
  find: (response) => [structureOf(response).code],
})

/** Markdown tables. */
export const tableCount = countingChecker({
  id: 'pincer:table_count', version: 1, type: 'format.table', one: 'table', many: 'tables', alsoCalled: ['markdown tables?'],
  rule: 'A row of cells, a row of dashes below it, and what follows.',
  find: (response) => [structureOf(response).tables],
})

/** Rows below the head, of all tables together. */
export const tableRowCount = countingChecker({
  id: 'pincer:table_row_count', version: 1, type: 'format.table', one: 'table row', many: 'table rows', alsoCalled: ['rows? in the table', 'rows? of data', 'data rows?'], mineFrom: 2,
  rule: 'Rows below the head, of all tables together.',
  find: (response) => {
    const { tables } = structureOf(response)
    return tables.length === 0 ? [[]] : [tables.flatMap(({ rows }) => rows)]
  },
})

/** Bold stretches that are no headings. */
export const boldCount = countingChecker({
  id: 'pincer:bold_count', version: 2, type: 'format.emphasis', one: 'bold phrase', many: 'bold phrases',
  alsoCalled: ['bold terms?', 'bold words?', 'bolded phrases?', 'bolded terms?', 'phrases? in bold', 'terms? in bold'],
  rule: 'Stretches between two asterisks or underscores on one line, outside code, in blocks or between backticks.',
  find: (response) => [outsideCode(response, boldSpans(response))],
})

/** Block quotes: neighbouring lines that begin with an angle bracket are one. */
export const quoteCount = countingChecker({
  id: 'pincer:block_quote_count', version: 1, type: 'format.quote', one: 'block quote', many: 'block quotes', alsoCalled: ['blockquotes?', 'quote blocks?'],
  rule: 'Neighbouring lines that begin with > are one.',
  find: (response) => [structureOf(response).quotes],
})

function nestedReadings(items: readonly (Span & { indent: number })[]): readonly (readonly Span[])[] {
  const least = items.reduce((lowest, { indent }) => Math.min(lowest, indent), Number.POSITIVE_INFINITY)
  const outer = items.filter(({ indent }) => indent < least + 2)
  return outer.length === items.length ? [items] : [items, outer]
}
