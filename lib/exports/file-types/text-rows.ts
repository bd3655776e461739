import type { HashedFile } from '#lib/exports/file-types/hashed-file.ts'
import type { RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** Bytes that are gathered before they are written. */
const gathered = 1 << 20
const lineEnd = 10

/** JSON lines: a row a line. */
export function jsonLines(file: HashedFile): RowsWriter {
  const rows = gathering(file)
  return {
    write: (row, json = Buffer.from(JSON.stringify(row))) => rows.add(json, lineEnd),
    close: () => rows.close(),
  }
}

/**
 * CSV by RFC 4180: UTF-8, a header, CRLF, fields quoted where they must be. Lists and objects are JSON text; a field that a row does
 * not have is empty.
 */
export function csvRows(file: HashedFile, columns: readonly Column[]): RowsWriter {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`
  const rows = gathering(file)
  void rows.add(Buffer.from(line(columns.map(({ name }) => name))))
  return {
    write: (row) => rows.add(Buffer.from(line(columns.map((column) => cell(row[column.name], column))))),
    close: () => rows.close(),
  }
}

function cell(value: unknown, { kind }: Column): string {
  if (value === undefined || value === null) return ''
  return kind === 'text' ? String(value) : JSON.stringify(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Gathers bytes, and writes many at once. While they are written nothing may be added. */
function gathering(file: HashedFile): { add(bytes: Uint8Array, last?: number): Promise<void> | null; close: RowsWriter['close'] } {
  let held = Buffer.allocUnsafe(gathered + (1 << 16))
  let size = 0
  const flush = async (): Promise<void> => {
    const written = held.subarray(0, size)
    size = 0
    if (written.length > 0) await file.write(written)
  }
  return {
    add(bytes, last) {
      const end = size + bytes.length
      if (end + 1 > held.length) {
        const larger = Buffer.allocUnsafe(end + 1 + gathered)
        held.copy(larger, 0, 0, size)
        held = larger
      }
      held.set(bytes, size)
      if (last !== undefined) held[end] = last
      size = last === undefined ? end : end + 1
      return size < gathered ? null : flush()
    },
    async close() {
      await flush()
      return file.close()
    },
  }
}
