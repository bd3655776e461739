import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, isQuotable, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { unfenced } from '#lib/text/fences.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ columns: z.array(z.string().min(1).max(100)).min(2).max(30) })

const list = '"#"(?:(?:, ?| and |, and )"#")+'
const has = `(?:with|containing|that has|having) (?:the |these )?(?:following )?(?:columns|headers?|header row|column names)(?: named)?:? ${list}`
const csv = '(?:a |valid )?(?:csv|comma-separated values)(?: format| file| table| data)?'
const read = fits([
  `(?:format|write|return|give|provide|output|present) ${wholeResponse} (?:as|in) ${csv} ${has}`,
  `(?:respond|answer|reply) (?:only )?(?:with|in|as) ${csv} ${has}`,
  `(?:output|return|write|provide) ${csv} ${has}`,
  `${wholeResponse} (?:must|should) be ${csv} ${has}`,
])

interface Row extends Span {
  cells: string[]
}

/** The response is CSV with these columns. */
export const csvColumns: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:csv_columns',
  version: 2,
  type: 'format.csv',
  crab: false,
  kwargs,
  rule: 'The whole response, or what one fence encloses: the first line names the columns, whatever the case, and every row has as many cells.',
  examples: [{ columns: ['name', 'age'] }, { columns: ['city', 'country', 'population'] }],
  doubt: { when: 'semicolons, bars or tabs part the cells', witness: 'name;age\nAda;36' },
  check(response, { columns }) {
    const { content } = unfenced(response)
    const rows = rowsOf(response, content)
    const [head] = rows
    const first = head ?? content
    if (!head || !sameNames(head.cells, columns)) {
      const line = head ? response.slice(head.start, head.end) : ''
      const parted = ['\t', ';', '|'].some((mark) => sameNames(line.split(mark), columns))
      if (parted) return judged('unsure', columns.length, 'The columns are named, but not parted by commas.', [first])
      return judged('fail', head?.cells.length ?? 0, `The first line does not name the columns ${columns.map((name) => `"${name}"`).join(', ')}.`, [first])
    }
    const broken = rows.filter(({ cells }) => cells.length !== columns.length)
    return judged(broken.length === 0 ? 'pass' : 'fail', rows.length - 1, broken.length === 0 ? `${columns.length} columns, ${rows.length - 1} rows.` : `${broken.length} rows do not have ${columns.length} cells.`, broken.length === 0 ? [head] : broken)
  },
  mine(response) {
    // Three rows at least, and two cells in each.
    if (!response.includes(',') || !response.includes('\n')) return []
    const { content, language } = unfenced(response)
    const rows = rowsOf(response, content)
    const [head] = rows
    if (!head || rows.length < 3 || head.cells.length < 2 || head.cells.length > 12) return []
    if (language !== 'csv' && (head.cells.length < 3 || head.cells.some((cell) => /\s\S+\s\S+\s/.test(cell)))) return []
    if (rows.some(({ cells }) => cells.length !== head.cells.length) || head.cells.some((cell) => cell === '' || cell.length > 40 || !isQuotable(cell))) return []
    return [{ columns: head.cells }]
  },
  wordings({ columns }) {
    if (!columns.every((name) => isQuotable(name))) return []
    const names = columns.map((name) => `"${name}"`).join(', ')
    return [`Format your answer as CSV with the columns ${names}.`, `The response must be CSV with the following columns: ${names}.`, `Respond with CSV data with the columns ${names}.`]
  },
  read(sentence) {
    const parsed = kwargs.safeParse({ columns: read(sentence)?.quoted })
    return parsed.success ? parsed.data : null
  },
}

function sameNames(cells: readonly string[], columns: readonly string[]): boolean {
  return cells.length === columns.length && columns.every((name, index) => name.trim().toLowerCase() === cells[index]?.trim().toLowerCase())
}

/** The rows of comma-separated values (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes. */
function rowsOf(text: string, { start, end }: Span): Row[] {
  const rows: Row[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  /** Whether the cell has nothing but white space so far. */
  let blank = true
  let from = start
  for (let at = start; at <= end; at++) {
    const char = at < end ? text[at] : '\n'
    if (quoted && at < end) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"' && at + 1 < end) {
        cell += '"'
        at++
      } else quoted = false
    } else if (char === '"' && blank) {
      quoted = true
      blank = false
      cell = ''
    } else if (char === ',') {
      cells.push(cell.trim())
      cell = ''
      blank = true
    } else if (char === '\n') {
      cells.push(cell.trim())
      if (cells.length > 1 || cells[0] !== '') rows.push({ start: from, end: at, cells })
      cells = []
      cell = ''
      quoted = false
      blank = true
      from = at + 1
    } else {
      cell += char
      blank &&= char === ' ' || char === '\t' || char === '\r'
    }
  }
  return rows
}
