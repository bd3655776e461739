import type { Client, PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Connections that are in the middle of an answer. */
const answering = new WeakSet<PoolClient | Client>()

/** Whether a connection is still answering, because whoever read its rows left early: nothing else can be asked of it. */
export function isAnswering(client: PoolClient): boolean {
  return answering.has(client)
}

/** The texts of a row, null where there is none. */
export type CopiedRow = (string | null)[]

/** Before the first row: a signature, flags, and the length of an extension that there is none of. */
const headerBytes = 19
const bytesAtFirst = 1 << 17
/** Not a row: the mark of the end. */
const endMark = -1

/**
 * The rows of a query whose columns are all text or json, as binary COPY brings them: each cell as it lies in the database, behind its length, so that
 * neither side looks at every character for signs that part them. Rows come in the bundles in which they arrive, some dozens of kilobytes at a time; the
 * connection waits while nobody asks. Whoever leaves early must close the connection: see `isAnswering`.
 */
export async function* copyOut(client: PoolClient | Client, sql: string, signal: AbortSignal): AsyncGenerator<CopiedRow[]> {
  // What has arrived and was not taken yet. Texts are copies: the same memory serves all bundles, which leaves the collector of garbage in peace.
  let arrived: Buffer = Buffer.allocUnsafeSlow(bytesAtFirst)
  let size = 0
  let isBegun = false
  answering.add(client)
  const stream = client.query(copyTo(`COPY (${sql}) TO STDOUT (FORMAT binary)`))
  for await (const chunk of stream) {
    signal.throwIfAborted()
    if (size + chunk.length > arrived.length) {
      const larger = Buffer.allocUnsafeSlow(2 * (size + chunk.length))
      arrived.copy(larger, 0, 0, size)
      arrived = larger
    }
    arrived.set(chunk, size)
    size += chunk.length
    if (size < headerBytes) continue
    const places = wholeRows(arrived.subarray(0, size), isBegun ? 0 : headerBytes)
    isBegun = true
    const bytes = arrived
    if (places.length > 1) yield places.slice(0, -1).map((place) => rowAt(bytes, place))
    const end = places.at(-1) ?? 0
    arrived.copyWithin(0, end, size)
    size -= end
  }
  answering.delete(client)
  if (!isBegun || size !== 2 || arrived.readInt16BE() !== endMark) throw new Error('The database ended its answer in the middle of a row.')
}

/** The rows of a query as binary COPY brings them, without its header and its mark of the end, in whatever pieces arrive. Whoever leaves early must close the connection: see `isAnswering`. */
export async function* copyAsItIs(client: PoolClient, sql: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  let passed = headerBytes
  answering.add(client)
  for await (const chunk of client.query(copyTo(`COPY (${sql}) TO STDOUT (FORMAT binary)`))) {
    signal.throwIfAborted()
    const bytes = Buffer.concat([rest, chunk])
    const from = Math.min(passed, bytes.length)
    passed -= from
    // The last two may be the mark.
    const to = Math.max(from, bytes.length - 2)
    if (to > from) yield bytes.subarray(from, to)
    rest = bytes.subarray(to)
  }
  answering.delete(client)
  if (passed > 0 || rest.length !== 2 || rest.readInt16BE() !== endMark) throw new Error('The database ended its answer in the middle of a row.')
}

/** Where the rows that are there whole begin, from `first` on, and where the last one ends. */
function wholeRows(bytes: Buffer, first: number): number[] {
  const places = [first]
  for (let at = first; at + 2 <= bytes.length; ) {
    let cells = bytes.readInt16BE(at)
    if (cells === endMark) break
    at += 2
    for (; cells > 0 && at + 4 <= bytes.length; cells--) at += 4 + Math.max(0, bytes.readInt32BE(at))
    if (cells > 0 || at > bytes.length) break
    places.push(at)
  }
  return places
}

/** The texts of the row that begins there. */
export function rowAt(bytes: Buffer, place: number): CopiedRow {
  const row: CopiedRow = []
  let at = place + 2
  for (let cells = bytes.readInt16BE(place); cells > 0; cells--) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) row.push(null)
    else {
      row.push(length === 0 ? '' : bytes.toString('utf8', at, at + length))
      at += length
    }
  }
  return row
}
