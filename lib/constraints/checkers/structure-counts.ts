import { countingChecker } from '#lib/constraints/counting.ts'
import { boldSpans } from '#lib/text/emphasis.ts'
import { possibleBullets, possibleCode, possibleHeadings, possibleNumbered, possibleTables, withoutLoneLetters, withPossible } from '#lib/text/possible-parts.ts'
import { lines } from '#lib/text/sentences.ts'
import { outsideCode, structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

/** Items of lists that are marked by bullets. Where items are nested, one may count the outer ones only. */
export const bulletCount = countingChecker({
  id: 'pincer:bullet_count', version: 2, type: 'format.list', one: 'bullet point', many: 'bullet points', alsoCalled: ['bullets?', 'bulleted items?', 'bulleted points?'], mineFrom: 2,
  rule: 'A line that begins with -, *, + or • counts; lines in code do not. Where items are nested, all of them and the outer ones alone are two readings; so are lines that begin with other signs, such as → or ✓, or in a quote.',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count, or other signs may be bullets', witness: '- one\n  - inner' },
  find(response) {
    const bullets = structureOf(response).items.filter(({ kind }) => kind === 'bullet')
    return [...nestedReadings(bullets), ...withPossible(bullets, possibleBullets(response)).slice(1)]
  },
})

/** Items of lists that are numbered: "1.", "2)". */
export const numberedCount = countingChecker({
  id: 'pincer:numbered_item_count', version: 2, type: 'format.list', one: 'numbered item', many: 'numbered items',
  alsoCalled: ['numbered points?', 'numbered steps?', 'items in a numbered list', 'numbered list items?'], mineFrom: 2,
  rule: 'A line that begins with a number and a point or bracket counts. Where items are nested, all of them and the outer ones alone are two readings; so are lines that begin otherwise with a number: in bold, as headings, as ① or "Step 1".',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count, or other lines begin with a number', witness: '1. one\n   1. inner' },
  find(response) {
    const numbered = structureOf(response).items.filter(({ kind }) => kind === 'number')
    return [...nestedReadings(numbered), ...withPossible(numbered, possibleNumbered(response)).slice(1)]
  },
})

/** Items of lists of any kind. Short lines that stand for themselves may be a list without markers. */
export const listItemCount = countingChecker({
  id: 'pincer:list_item_count', version: 2, type: 'format.list', one: 'list item', many: 'list items',
  alsoCalled: ['items? in (?:a|the|your) list', 'list entry', 'list entries', 'items?'], mineFrom: 2,
  rule: 'A line that begins with a bullet, a number or a letter with a point or bracket counts; lines in code do not. Where items are nested, all of them and the outer ones alone are two readings; so are short lines without markers where there are no others, single letters such as the initial of a name, and lines that begin with other signs or in bold with a number.',
  doubt: { when: 'items are nested and the answer depends on whether inner ones count, or there are only short lines without markers, or lines that may be items', witness: 'Tides\nMoons' },
  find(response) {
    const { items } = structureOf(response)
    const sure = withoutLoneLetters(items)
    const possible = withPossible(items, possibleOf(response)).slice(1)
    if (items.length > 0) return [...nestedReadings(items), ...(sure.length < items.length ? [sure] : []), ...possible]
    if (possible.length > 0) return [items, ...possible]
    const all = lines(response, 0, response.length)
    const bare = all.length >= 2 && all.every(({ start, end }) => end - start <= 80 && !/[.!?:;,]$/.test(response.slice(end - 1, end)))
    return bare ? [[], all] : [[]]
  },
})

/** Lines that may be items, each once. */
function possibleOf(response: string): Span[] {
  const all = [...possibleBullets(response), ...possibleNumbered(response)].toSorted((a, b) => a.start - b.start)
  const { items } = structureOf(response)
  const known = new Set(items.map(({ start }) => start))
  return all.filter(({ start }, index) => start !== all[index - 1]?.start && !known.has(start))
}

/** Markdown headings of any level. */
export const headingCount = countingChecker({
  id: 'pincer:heading_count', version: 3, type: 'format.heading', one: 'heading', many: 'headings', alsoCalled: ['markdown headings?', 'headers?', 'markdown headers?', 'section headings?'],
  rule: 'Lines that begin with one to six # and a space, and short ones underlined with = or -, outside code. Whether lines that are wholly bold, headings in quotes and those without words count makes two readings.',
  doubt: { when: 'the answer depends on lines that are wholly bold, or on headings in quotes, of HTML or without words', witness: '# One\n\n**Two**\n\nText.' },
  find(response) {
    const { headings } = structureOf(response)
    const worded = headings.filter(({ text }) => text !== '')
    return [...withPossible(headings, possibleHeadings(response)), ...(worded.length < headings.length ? [worded] : [])]
  },
})

/** Fenced blocks of code. */
export const codeBlockCount = countingChecker({
  id: 'pincer:code_block_count', version: 2, type: 'format.code', one: 'code block', many: 'code blocks', alsoCalled: ['fenced code blocks?', 'blocks? of code'],
  rule: 'Blocks between fences of three or more backticks or tildes. Whether code that is set in by four spaces, or fenced within a quote or an item, counts makes two readings.',
  doubt: { when: 'the answer depends on code without a fence at the margin', witness: 'So:\n\n    x = 1\n\nAnd:\n\n    y = 2' },
  find: (response) => withPossible(structureOf(response).code, possibleCode(response)),
})

/** Markdown tables. */
export const tableCount = countingChecker({
  id: 'pincer:table_count', version: 2, type: 'format.table', one: 'table', many: 'tables', alsoCalled: ['markdown tables?'],
  rule: 'A row of cells, a row of dashes below it, and what follows. Whether tables of HTML or tabs, and those in quotes or code, count makes two readings.',
  doubt: { when: 'the answer depends on tables that are not of markdown, or are quoted', witness: '| a |\n|---|\n\n<table>' },
  find: (response) => withPossible(structureOf(response).tables, possibleTables(response)),
})

/** Rows below the head, of all tables together. */
export const tableRowCount = countingChecker({
  id: 'pincer:table_row_count', version: 2, type: 'format.table', one: 'table row', many: 'table rows', alsoCalled: ['rows? in the table', 'rows? of data', 'data rows?'], mineFrom: 2,
  rule: 'Rows below the head, of all tables together.',
  doubt: { when: 'there are tables that are not of markdown, or are quoted', witness: '<table><tr><td>1</td></tr></table>' },
  find: (response) => {
    const { tables } = structureOf(response)
    if (possibleTables(response).length > 0) return null
    return tables.length === 0 ? [[]] : [tables.flatMap(({ rows }) => rows)]
  },
})

/** Bold stretches that are no headings. */
export const boldCount = countingChecker({
  id: 'pincer:bold_count', version: 3, type: 'format.emphasis', one: 'bold phrase', many: 'bold phrases',
  alsoCalled: ['bold terms?', 'bold words?', 'bolded phrases?', 'bolded terms?', 'phrases? in bold', 'terms? in bold'],
  rule: 'Stretches between two asterisks or underscores on one line, outside code, in blocks or between backticks. Whether marks within words and around names such as __init__ count, and bold of HTML, makes further readings.',
  doubt: { when: 'the answer depends on marks within words, or on bold of HTML', witness: '**One** and <b>two</b>.' },
  find(response) {
    const bold = outsideCode(response, boldSpans(response))
    const clear = bold.filter(({ start, end }) => !/[\p{L}\p{N}]/u.test(response.slice(Math.max(0, start - 1), start) + response.slice(end, end + 1)) && !/^__\w+__$/.test(response.slice(start, Math.min(end, start + 80))))
    const other = Array.from(response.matchAll(/<(?:b|strong)>|[\u{1d400}-\u{1d433}\u{1d5d4}-\u{1d607}]+/giu), ({ 0: found, index }) => ({ start: index, end: index + found.length }))
    return [...withPossible(bold, other), ...(clear.length < bold.length ? [clear] : [])]
  },
})

/** Block quotes: neighbouring lines that begin with an angle bracket are one. */
export const quoteCount = countingChecker({
  id: 'pincer:block_quote_count', version: 2, type: 'format.quote', one: 'block quote', many: 'block quotes', alsoCalled: ['blockquotes?', 'quote blocks?'],
  rule: 'Neighbouring lines that begin with > are one. Whether a blank line parts quotes makes two readings; lines such as >= and >>> may be none.',
  doubt: { when: 'only blank lines stand between quotes and the answer depends on them, or lines begin with >= or >>>', witness: '> One.\n\n> Two.' },
  find(response) {
    const { quotes } = structureOf(response)
    const sure = quotes.filter(({ start }) => !/^ {0,3}>(?:=|>>)/.test(response.slice(start, start + 8)))
    const merged = sure.filter(({ start }, index) => index === 0 || response.slice(sure[index - 1]?.end ?? 0, start).trim() !== '')
    return merged.length === quotes.length ? [quotes] : [quotes, sure, merged]
  },
})

function nestedReadings(items: readonly (Span & { indent: number })[]): readonly (readonly Span[])[] {
  const least = items.reduce((lowest, { indent }) => Math.min(lowest, indent), Number.POSITIVE_INFINITY)
  const outer = items.filter(({ indent }) => indent < least + 2)
  return outer.length === items.length ? [items] : [items, outer]
}
