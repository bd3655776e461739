/** What a figure's table holds in a cell. */
export type Cell = string | number | null

/**
 * Rows as CSV (RFC 4180) that a spreadsheet may open: a text that begins like a formula gets an apostrophe before it, for its author may not have
 * been the reader (OWASP, CSV Injection). Numbers stand as they are.
 */
export function toCsv(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [heads, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r\n|%]/.test(cell.normalize('NFKC').trimStart()) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
