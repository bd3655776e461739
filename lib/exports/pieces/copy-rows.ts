import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Client, type Connection, type Submittable } from 'pg'

/** So many bytes arrive at once. */
const memory = 1 << 18
/** Sockets whose listeners are done with what arrived when they return. */
const lending = new WeakSet<Duplex>()

/** Makes a client for `copyRows` and plain queries, not connected yet. It is not for `copyOut`, which looks for what arrived where its socket keeps nothing. */
export function clientForRows(url: string): Client {
  // TLS has its own way of reading.
  return new Client(new Client({ connectionString: url }).ssl ? { connectionString: url } : { connectionString: url, stream: frugalSocket })
}

/** A socket that reads into the same memory again and again: memory of its own for each 64 kB makes the collector of garbage run for every 64 MB. */
function frugalSocket(): Socket {
  const callback = (n: number, bytes: Uint8Array): boolean => {
    const arrived = Buffer.from(bytes.buffer, bytes.byteOffset, n)
    socket.emit('data', lending.has(socket) ? arrived : Buffer.from(arrived))
    return true
  }
  const socket: Socket = new Socket({ onread: { buffer: Buffer.allocUnsafeSlow(memory), callback } })
  return socket
}

/**
 * Hands on the rows of a query whose columns are all text or json, as `copyOut` does, but each as it lies in what has arrived of the connection: for `rowAt`, from `begin` up
 * to `end`, and to be taken at once. Nothing can be asked of the connection meanwhile. Throws what the database answers, or what `take` throws; the connection is of no use then.
 */
export function copyRows(client: Client, sql: string, take: TakeRow): Promise<void> {
  return new Promise((resolve, reject) => void client.query(new RowsQuery(sql, take, resolve, reject)))
}

type TakeRow = (bytes: Buffer, begin: number, end: number) => void

/** Kind and length of a message, before what it says; the length counts itself. */
const headBytes = 5
/** Before the first row, in the same message: a signature, flags, and the length of an extension that there is none of. */
const headerBytes = 19
const endMark = -1
const copyData = 0x64
const copyDone = 0x63
/** What may come between: the answer that begins, notices, parameters, notifications. */
const passedOver: ReadonlySet<number> = new Set([0x48, 0x4e, 0x53, 0x41])

/** A query that reads its answer off the connection itself. Of the protocol (Message Flow, COPY Operations): of copied data each message is a row. */
class RowsQuery implements Submittable {
  readonly #sql: string
  readonly #take: TakeRow
  readonly #resolve: () => void
  readonly #reject: (error: unknown) => void
  #giveBack: (rest: Buffer) => void = () => {}
  /** A message of which the end has not arrived. */
  #begun: Buffer = Buffer.allocUnsafeSlow(1 << 13)
  #held = 0
  #isFirst = true
  #isWhole = false

  constructor(sql: string, take: TakeRow, resolve: () => void, reject: (error: unknown) => void) {
    this.#sql = sql
    this.#take = take
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: Connection): void {
    const { stream } = connection
    const others = stream.listeners('data') as ((chunk: Buffer) => void)[]
    const read = (chunk: Buffer): void => {
      try {
        this.#read(chunk)
      } catch (error) {
        this.#reject(error)
      }
    }
    for (const other of others) stream.off('data', other)
    stream.on('data', read)
    lending.add(stream)
    this.#giveBack = (rest) => {
      lending.delete(stream)
      stream.off('data', read)
      for (const other of others) stream.on('data', other)
      if (rest.length > 0) stream.emit('data', Buffer.from(rest))
    }
    connection.query(`COPY (${this.#sql}) TO STDOUT (FORMAT binary)`)
  }

  #read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const end = this.#held > 0 || chunk.length - at < headBytes ? Number.POSITIVE_INFINITY : at + 1 + chunk.readUInt32BE(at + 1)
      if (end <= chunk.length) {
        if (!this.#isOurs(chunk, at, end)) return this.#giveBack(chunk.subarray(chunk[at] === copyDone ? end : at))
        at = end
        continue
      }
      at = this.#hold(chunk, at)
      const length = this.#lengthHeld()
      if (this.#held < length) continue
      const message = this.#begun.subarray(0, length)
      this.#held = 0
      if (!this.#isOurs(message, 0, length)) return this.#giveBack(Buffer.concat([message.subarray(message[0] === copyDone ? length : 0), chunk.subarray(at)]))
    }
  }

  /** Keeps what there is of the message that has begun. Returns where what is behind it begins. */
  #hold(chunk: Buffer, from: number): number {
    let at = from
    for (let wanted = this.#lengthHeld(); this.#held < wanted && at < chunk.length; wanted = this.#lengthHeld()) {
      if (wanted > this.#begun.length) {
        const larger = Buffer.allocUnsafeSlow(2 * wanted)
        this.#begun.copy(larger, 0, 0, this.#held)
        this.#begun = larger
      }
      const n = Math.min(wanted - this.#held, chunk.length - at)
      chunk.copy(this.#begun, this.#held, at, at + n)
      this.#held += n
      at += n
    }
    return at
  }

  /** The length of the message that is held; until that is known that of its head. */
  #lengthHeld(): number {
    return this.#held < headBytes ? headBytes : 1 + this.#begun.readUInt32BE(1)
  }

  /** Takes a message that is part of the answer, until that ends. */
  #isOurs(bytes: Buffer, at: number, end: number): boolean {
    const kind = bytes[at] ?? 0
    if (kind === copyData) {
      const begin = at + headBytes + (this.#isFirst ? headerBytes : 0)
      this.#isFirst = false
      if (begin < end && bytes.readInt16BE(begin) === endMark) this.#isWhole = true
      else if (begin < end) this.#take(bytes, begin, end)
      return true
    }
    return passedOver.has(kind)
  }

  handleError(error: unknown): void {
    this.#reject(error)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (this.#isWhole) this.#resolve()
    else this.#reject(new Error('The database ended its answer in the middle of a row.'))
  }
}
