import { pyCsvRows } from '#lib/text/python-csv.ts'
import { pyStrip, pyWordClass, pySpaceClass } from '#lib/text/python.ts'
import type { OfficialInstruction } from '../instruction.ts'

const cityColumns = ['ID', 'Country', 'City', 'Year', 'Count']

/** A blank line is a row too; a text that Python's reader refuses does not follow. */
const csvCity: OfficialInstruction = {
  id: 'custom:csv_city',
  kwargs: [],
  follows(response) {
    const rows = pyCsvRows(response)
    if (rows?.length !== 8 || rows[0]?.length !== 5) return false
    return cityColumns.every((name, index) => rows[0]?.[index] === name) && rows.every((row) => row.length === 5)
  },
}

const productHeader = columns(['ProductID', 'Category', 'Brand', 'Price', 'Stock'], ',[ \\t]*')
const special = new RegExp(`[^${pyWordClass}${pySpaceClass}]`, 'u')

/** Rows of five up to the first one that has the special field; the rows after it may be of any length. */
const csvSpecialCharacter: OfficialInstruction = {
  id: 'custom:csv_special_character',
  kwargs: [],
  follows(response) {
    if (!productHeader.test(pyStrip(firstLine(response)))) return false
    const rows = pyCsvRows(keepQuotes(response))
    if (rows?.length !== 15) return false
    for (const row of rows.slice(1)) {
      if (row.length !== 5) return false
      if (row.some(isQuotedSpecial)) return true
    }
    return false
  },
}

/** Begins with a quote and has, on its first line, a special character between that one and another. */
function isQuotedSpecial(field: string): boolean {
  const line = firstLine(field)
  return line.startsWith('"') && special.test(line.slice(1, Math.max(1, line.lastIndexOf('"'))))
}

const studentHeader = columns(['StudentID', 'Subject', 'Grade', 'Semester', 'Score'], '\\t *')

const csvQuotes: OfficialInstruction = {
  id: 'custom:csv_quotes',
  kwargs: [],
  follows(response) {
    if (!studentHeader.test(pyStrip(firstLine(response)))) return false
    const rows = pyCsvRows(keepQuotes(response), '\t')
    if (rows?.length !== 4) return false
    return rows.every((row) => row.length === 5 && row.map((field) => pyStrip(field)).every(isQuoted))
  },
}

function isQuoted(field: string): boolean {
  return field.startsWith('"') && field.endsWith('"')
}

function columns(names: readonly string[], gap: string): RegExp {
  return new RegExp(`^${names.map((name) => `(?:${name}|"${name}")`).join(gap)}$`, 'u')
}

function firstLine(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 ? text : text.slice(0, end)
}

/** So that the quotes around a field are still there after reading. */
function keepQuotes(text: string): string {
  return text.replaceAll('"', '"""')
}

/** The tables of IFBench's group "custom", decided as its verifier decides them. */
export const csvInstructions: readonly OfficialInstruction[] = [csvCity, csvSpecialCharacter, csvQuotes]
