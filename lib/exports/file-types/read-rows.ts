import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { FileType } from '#lib/exports/file-type-names.ts'
import type { Column } from '#lib/exports/formats/columns.ts'
import { createCsvSplitter } from '#lib/pairs/csv-stream.ts'
import { splitRows } from '#lib/pairs/json-stream.ts'
import { openParquet } from '#lib/pairs/parquet-rows.ts'
import type { RawRow } from '#lib/pairs/row.ts'

/** A row as it was before it was written, or what is wrong with it. `line`: of the file; in Parquet the row's number. `text`: of JSON lines, the line that the row is read from. */
export type ReadRow = { line: number; value: unknown; text?: string } | { line: number; field: string | null; problem: string }

/** The longest line that is read: no row of an export comes near it. In characters. */
const longestLine = 64 * 1024 * 1024

/**
 * Reads a file of rows strictly, one after the other: what is mended on import is a problem here. A fault of the whole file comes as
 * the last row's problem. `wanted`: by its number in the file, from 0, whether a row is asked for; the others are passed over, mostly unread. Throws
 * what the file system says.
 */
export async function* readRows(path: string, type: FileType, columns: readonly Column[], wanted: (row: number) => boolean = () => true): AsyncGenerator<ReadRow> {
  let number = 0
  if (type === 'parquet') {
    const file = await openParquet(path, () => {})
    try {
      for await (const row of file.rows()) if (wanted(number++)) yield restored(row, columns)
    } finally {
      await file.close()
    }
  } else if (type === 'csv') {
    for await (const row of splitRows(createReadStream(path), createCsvSplitter(','))) if (wanted(number++)) yield restored(row, columns)
  } else yield* jsonRows(path, type === 'jsonl.gz', wanted)
}

async function* jsonRows(path: string, packed: boolean, wanted: (row: number) => boolean): AsyncGenerator<ReadRow> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const text = packed ? file.pipe(createGunzip()) : file
  // A pipe does not hand on what goes wrong before it.
  file.on('error', (error) => text.destroy(error))
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let line = 0
  let rest = ''
  try {
    for await (const chunk of text) {
      // Only what is new is looked through: a line of many chunks would else be copied with each of them.
      const [first = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n')
      rest += first
      for (const next of lines) {
        if (wanted(line++)) yield parsedLine(rest, line)
        rest = next
      }
      if (rest.length > longestLine) throw new RangeError('a line has more than 64 MB')
    }
    rest += decoder.decode()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    yield { line: line + 1, field: null, problem: `cannot be read from here on: ${error instanceof Error ? error.message : String(error)}` }
    return
  } finally {
    file.destroy()
  }
  if (rest !== '') yield { line: line + 1, field: null, problem: 'is cut off: no line end follows' }
}

function parsedLine(text: string, line: number): ReadRow {
  if (text.trim() === '') return { line, field: null, problem: 'is empty: each line is a row' }
  if (line === 1 && text.startsWith('\ufeff')) return { line, field: null, problem: 'begins with a byte order mark, which readers of JSON lines take for a wrong sign' }
  try {
    return { line, value: JSON.parse(text), text }
  } catch (error) {
    return { line, field: null, problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Undoes what Parquet and CSV do to a row's fields. */
function restored(row: RawRow, columns: readonly Column[]): ReadRow {
  if (row.kind === 'error') return { line: row.error.line, field: row.error.field, problem: row.error.reason }
  const cells: Record<string, unknown> = typeof row.value === 'object' && row.value !== null ? { ...row.value } : {}
  for (const column of columns) {
    const cell = cells[column.name]
    if (column.optional && (cell === null || cell === '')) delete cells[column.name]
    else if (typeof cell === 'string' && column.kind !== 'text') {
      const value = parsedCell(cell)
      // RLVR rows of early versions have a text where messages are now, which may read as JSON of another kind, or begin as a list of turns does.
      if (column.kind === 'messages' && !areTurns(value) && !cell.startsWith('[{')) continue
      if (value === undefined) return { line: row.line, field: column.name, problem: 'is not JSON' }
      cells[column.name] = value
    }
  }
  return { line: row.line, value: cells }
}

/** A cell that is JSON; undefined where it is not. */
function parsedCell(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return undefined
  }
}

function areTurns(value: unknown): boolean {
  return Array.isArray(value) && value.every((turn) => typeof turn === 'object' && turn !== null)
}
