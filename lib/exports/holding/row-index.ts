import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exportsRoot } from '#lib/exports/export-folder.ts'

/** As what a pair stands in a row. */
export const holdKinds = ['row', 'demonstration', 'preference', 'general'] as const
export type HoldKind = (typeof holdKinds)[number]

/** A pair that a row holds, by the id of its rows (`pincer-` and sixteen hexadecimal digits), and as what. */
export interface Held {
  id: string
  as: HoldKind
}

/** A place in an export's files. `file`: the place of its name among the files with rows; `row` counts from 1. */
export interface IndexedPlace {
  file: number
  row: number
  as: HoldKind
}

/** Eight bytes of the id, file and kind in a byte each, two of nothing, and the row as four bytes. */
const entryBytes = 16
const flushAt = 4096 * entryBytes

/** Where the index of an export's folder lies: beside it, so that what is exported is nothing but the export. */
export function rowIndexPath(folder: string): string {
  return join(exportsRoot(), `${folder}.rows`)
}

/** Writes which rows hold which pairs, while they pass by. Until `publish` it lies under a name that says that it is not finished. */
export class RowIndexWriter {
  readonly #folder: string
  readonly #stream: WriteStream
  #buffer = Buffer.alloc(flushAt)
  #filled = 0
  #failure: Error | null = null

  constructor(folder: string) {
    this.#folder = folder
    this.#stream = createWriteStream(unfinished(folder))
    this.#stream.on('error', (error) => (this.#failure = error))
  }

  /** Takes note of a row. Answers a promise where the disk is to be waited for. */
  add(file: number, row: number, held: readonly Held[]): Promise<unknown> | null {
    let wait: Promise<unknown> | null = null
    for (const { id, as } of held) {
      const at = this.#filled
      this.#buffer.write(keyDigits(id), at, 'hex')
      this.#buffer.writeUInt8(file, at + 8)
      this.#buffer.writeUInt8(holdKinds.indexOf(as), at + 9)
      this.#buffer.writeUInt32LE(row, at + 12)
      this.#filled += entryBytes
      if (this.#filled === flushAt) wait = this.#flush()
    }
    return wait
  }

  #flush(): Promise<unknown> | null {
    if (this.#failure) throw this.#failure
    const goesOn = this.#stream.write(this.#buffer.subarray(0, this.#filled))
    this.#buffer = Buffer.alloc(flushAt)
    this.#filled = 0
    return goesOn ? null : this.#room()
  }

  /** Waits until the stream takes more, or never will. */
  async #room(): Promise<void> {
    const settled = new AbortController()
    const { signal } = settled
    await Promise.race([once(this.#stream, 'drain', { signal }), once(this.#stream, 'close', { signal })]).finally(() => settled.abort())
  }

  /** Gives the index its name. The export's folder is published after it: no export of ours is without. */
  async publish(): Promise<void> {
    await this.#end()
    if (this.#failure) throw this.#failure
    await rename(unfinished(this.#folder), rowIndexPath(this.#folder))
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    await this.#end().catch(() => {})
    await rm(unfinished(this.#folder), { force: true })
  }

  async #end(): Promise<void> {
    if (this.#stream.closed) return
    this.#flush()
    this.#stream.end()
    if (!this.#stream.closed) await once(this.#stream, 'close')
  }
}

function unfinished(folder: string): string {
  return join(exportsRoot(), `${folder}.unfinished.rows`)
}

/** Whether an export has an index: those of early versions have none. */
export async function hasRowIndex(folder: string): Promise<boolean> {
  return (await stat(rowIndexPath(folder)).catch(() => null)) !== null
}

/** The rows that hold a pair, in order of the files; read through in pieces. */
export async function indexedPlaces(folder: string, id: string): Promise<IndexedPlace[]> {
  const key = Buffer.from(keyDigits(id), 'hex')
  const found: IndexedPlace[] = []
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(rowIndexPath(folder), { highWaterMark: 1 << 20 })) {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    const whole = bytes.length - (bytes.length % entryBytes)
    for (let at = bytes.indexOf(key); at !== -1 && at < whole; at = bytes.indexOf(key, at + 1)) {
      // Also met across two entries, where it is none.
      if (at % entryBytes !== 0) continue
      found.push({ file: bytes.readUInt8(at + 8), as: holdKinds[bytes.readUInt8(at + 9)] ?? 'row', row: bytes.readUInt32LE(at + 12) })
    }
    rest = bytes.subarray(whole)
  }
  return found.toSorted((a, b) => a.file - b.file || a.row - b.row)
}

function keyDigits(id: string): string {
  return id.slice(-16)
}
