import { once } from 'node:events'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { connectionOf, type Tx } from '#lib/db/client.ts'

/** What a cell can hold: objects and arrays are written as JSON, bytes are not possible. */
export type Cell = string | number | boolean | object | null

/** Characters that go to the server at once. */
const bundle = 65_536

/**
 * Writes rows by COPY within a transaction of Prisma's, which is a third quicker than a statement that takes them as JSON. Returns whether it was done: false, with nothing written,
 * where the transaction's connection is not known, as behind a pooler that deals connections out anew. Table and columns are SQL, as the server takes them; every row has a cell
 * for each column.
 */
export async function copyIn(tx: Tx, table: string, columns: string, rows: readonly (readonly Cell[])[]): Promise<boolean> {
  const client = await connectionOf(tx)
  if (client === null) return false
  await send(client, `COPY ${table} (${columns}) FROM STDIN`, rows)
  return true
}

async function send(client: PoolClient, sql: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const stream = client.query(copyFrom(sql))
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => undefined)
  const finished = once(stream, 'finish')
  finished.catch(() => undefined)
  let text = ''
  for (const row of rows) {
    text += copyLine(row)
    if (text.length < bundle) continue
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
    text = ''
  }
  stream.end(text)
  await Promise.race([finished, failed])
}

/** A row as COPY's text format has it, with its line's end. Numbers that are none, and undefined, are null, as in JSON. */
export function copyLine(row: readonly Cell[]): string {
  let line = ''
  for (let n = 0; n < row.length; n += 1) line += (n === 0 ? '' : '\t') + cellText(row[n] ?? null)
  return `${line}\n`
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '\\N'
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  return (typeof cell === 'string' ? cell : JSON.stringify(cell)).replace(special, escaped)
}

// Signs that part cells and lines, and the one that takes their meaning away.
const special = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (sign: string): string => escapes[sign] ?? sign
