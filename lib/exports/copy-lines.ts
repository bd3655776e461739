import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Parts the cells of a line: no text in JSON holds this control character as it is. */
export const cellEnd = '\u0002'

/** Connections that are in the middle of an answer. */
const answering = new WeakSet<PoolClient>()

/** Whether a connection is still answering, because whoever read its lines left early: nothing else can be asked of it. */
export function isAnswering(client: PoolClient): boolean {
  return answering.has(client)
}

/**
 * The lines of a query, as COPY writes them: the cells of a row parted by `cellEnd`, null as nothing. No cell may hold a control character, which
 * JSON texts never do. Lines come in the bundles in which they arrive, some dozens of kilobytes at a time; the connection waits while nobody
 * asks. Whoever leaves early must close the connection: see `isAnswering`.
 */
export async function* copyLines(client: PoolClient, sql: string, signal: AbortSignal): AsyncGenerator<string[]> {
  let rest: Buffer = Buffer.alloc(0)
  answering.add(client)
  const stream = client.query(copyTo(`COPY (${sql}) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`))
  for await (const chunk of stream) {
    signal.throwIfAborted()
    const arrived: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = arrived.lastIndexOf(10)
    rest = arrived.subarray(end + 1)
    if (end > 0) yield arrived.toString('utf8', 0, end).split('\n')
  }
  answering.delete(client)
  if (rest.length > 0) throw new Error('The database ended its answer in the middle of a line.')
}
