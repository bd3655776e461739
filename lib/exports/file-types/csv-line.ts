import { jsonOf } from '#lib/exports/json-text.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** The line above all rows, with its end: the names of the columns. */
export function csvHeader(columns: readonly Column[]): string {
  return lineOf(columns.map(({ name }) => name))
}

/**
 * A row as its line, with its end. CSV by RFC 4180: UTF-8, CRLF, fields quoted where they must be. Lists and objects are JSON text; a field
 * that a row does not have is empty.
 */
export function csvLine(row: Record<string, unknown>, columns: readonly Column[]): string {
  return lineOf(columns.map((column) => cell(row[column.name], column)))
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

function cell(value: unknown, { kind }: Column): string {
  if (value === undefined || value === null) return ''
  return kind === 'text' ? String(value) : jsonOf(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
