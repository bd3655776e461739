import { z } from 'zod'
import type { Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { countingChecker } from '#lib/constraints/counting.ts'
import { fits, isQuotable } from '#lib/constraints/frame.ts'
import { readBounds } from '#lib/constraints/reading.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { structureOf, type MarkdownTable } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ tableColumns: z.array(z.string().min(1).max(100)).min(1).max(20) })

const list = '"#"(?:(?:, ?| and |, and )"#")*'
const columns = `(?:the |these )?(?:following )?(?:columns?|column headers?|column headings?|headers?)(?: named| called| labell?ed| titled)?:? ${list}`
const table = '(?:a |the |your )?(?:markdown )?table'
const read = fits([
  `(?:include|use|provide|give|write|add|create|present) ${table} (?:with|containing|that has|having) ${columns}`,
  `(?:present|give|format|provide) (?:the |your )?(?:answer|response|information|data|results?) (?:in|as) ${table} (?:with|containing|that has|having) ${columns}`,
  `${table} (?:must|should) (?:have|contain|include) ${columns}`,
])

/** A table has columns of these names. */
export const tableColumns: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:table_columns',
  version: 1,
  type: 'format.table',
  crab: false,
  kwargs,
  rule: 'One table has all of them, in any order, whatever their case and emphasis.',
  examples: [{ tableColumns: ['Name', 'Length'] }, { tableColumns: ['River', 'Length', 'Country'] }, { tableColumns: ['Name'] }],
  doubt: { when: 'the table has further columns', witness: '| Name | Length | Sea |\n|---|---|---|\n| Rhine | 1233 km | North Sea |' },
  check(response, { tableColumns: wanted }) {
    const { tables } = structureOf(response)
    const [best] = tables.map((found) => ({ found, missing: missingOf(found, wanted) })).toSorted((a, b) => a.missing.length - b.missing.length || a.found.columns.length - b.found.columns.length)
    if (!best) return judged('fail', 0, 'There is no table.', [])
    const { found, missing } = best
    const extra = found.columns.length - (wanted.length - missing.length)
    const outcome = missing.length > 0 ? 'fail' : extra > 0 ? 'unsure' : 'pass'
    const tail = missing.length > 0 ? `; missing: ${missing.map((name) => `"${name}"`).join(', ')}` : extra > 0 ? `, and ${extra} more` : ''
    return judged(outcome, wanted.length - missing.length, `${wanted.length - missing.length} of ${wanted.length} columns${tail}.`, [headOf(response, found)])
  },
  mine(response) {
    const { tables } = structureOf(response)
    const [only] = tables
    if (!only || tables.length > 1 || only.rows.length === 0) return []
    const names = only.columns.map(plain)
    return names.length >= 2 && names.length <= 8 && names.every((name) => name !== '' && name.length <= 40 && isQuotable(name)) ? [{ tableColumns: names }] : []
  },
  wordings({ tableColumns: wanted }) {
    if (!wanted.every((name) => isQuotable(name))) return []
    const names = wanted.map((name) => `"${name}"`).join(', ')
    const noun = wanted.length === 1 ? 'column' : 'columns'
    return [`Include a table with the ${noun} ${names}.`, `The table must have the ${noun} ${names}.`, `Present the answer in a table with the ${noun} ${names}.`]
  },
  read(sentence) {
    const parsed = kwargs.safeParse({ tableColumns: read(sentence)?.quoted })
    return parsed.success ? parsed.data : null
  },
}

function missingOf({ columns: present }: MarkdownTable, wanted: readonly string[]): string[] {
  const names = new Set(present.map((name) => plain(name).toLowerCase()))
  return wanted.filter((name) => !names.has(plain(name).toLowerCase()))
}

function plain(name: string): string {
  return name.replace(/^[*_`\s]+|[*_`\s]+$/g, '')
}

function headOf(text: string, { start, end }: MarkdownTable): Span {
  const line = text.indexOf('\n', start)
  return { start, end: line < 0 ? end : Math.min(line, end) }
}

const counted = countingChecker({
  id: 'pincer:table_column_count', version: 1, type: 'format.table', one: 'table column', many: 'table columns', alsoCalled: ['columns? in the table', 'columns? in each table', 'columns? in every table', 'columns? per table'],
  mineFrom: 2,
  rule: 'Cells of the head of a table; where there are several tables, each is a reading.',
  doubt: { when: 'tables differ and the answer depends on which one is meant', witness: '| a |\n|---|\n\n| a | b |\n|---|---|' },
  find(response) {
    const { tables } = structureOf(response)
    return tables.length === 0 ? [[]] : tables.slice(0, 50).map((found) => cells(response, found))
  },
})

/** Columns of tables, also asked for as "a table with 3 columns". */
export const tableColumnCount: Checker<Bounds> = {
  ...counted,
  read(sentence) {
    const inside = /^(?:include|use|provide|give|write|add|create|present) a (?:markdown )?table (?:with|that has|of) (.*)$/.exec(sentence)?.[1] ?? /^(?:the|each|every) table (must have .*|should have .*)$/.exec(sentence)?.[1]
    return counted.read?.(sentence) ?? (inside === undefined ? null : readBounds(inside, 'columns?'))
  },
}

/** The cells of a table's head. */
function cells(text: string, found: MarkdownTable): Span[] {
  const { start, end } = headOf(text, found)
  const spans: Span[] = []
  let from = start
  for (const { index } of [...text.slice(start, end).matchAll(/(?<!\\)\|/g), { index: end - start }]) {
    const [a, b] = [from, start + index]
    from = start + index + 1
    const content = text.slice(a, b)
    if (content.trim() !== '') spans.push({ start: a + content.length - content.trimStart().length, end: a + content.trimEnd().length })
    else if (spans.length > 0 && b < end) spans.push({ start: a, end: b })
  }
  return spans.slice(0, found.columns.length)
}
