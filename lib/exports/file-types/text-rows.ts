import type { HashedFile } from '#lib/exports/file-types/hashed-file.ts'
import type { RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** Characters that are gathered before they are written. */
const gathered = 1 << 20

/** JSON lines: a row a line. */
export function jsonLines(file: HashedFile): RowsWriter {
  return textRows(file, '', (row, text = JSON.stringify(row)) => `${text}\n`)
}

/**
 * CSV by RFC 4180: UTF-8, a header, CRLF, fields quoted where they must be. Lists and objects are JSON text; a field that a row does
 * not have is empty.
 */
export function csvRows(file: HashedFile, columns: readonly Column[]): RowsWriter {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`
  return textRows(file, line(columns.map(({ name }) => name)), (row) => line(columns.map((column) => cell(row[column.name], column))))
}

function cell(value: unknown, { kind }: Column): string {
  if (value === undefined || value === null) return ''
  return kind === 'text' ? String(value) : JSON.stringify(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function textRows(file: HashedFile, head: string, textOf: (row: Record<string, unknown>, json?: string) => string): RowsWriter {
  let parts = head === '' ? [] : [head]
  let size = head.length
  const flush = async (): Promise<void> => {
    const text = parts.join('')
    parts = []
    size = 0
    if (text !== '') await file.write(Buffer.from(text))
  }
  return {
    write(row, json) {
      const text = textOf(row, json)
      parts.push(text)
      size += text.length
      return size < gathered ? null : flush()
    },
    async close() {
      await flush()
      return file.close()
    },
  }
}
