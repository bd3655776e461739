import { createReadStream } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { copiedKeyBytes, writeCopiedKey } from '#lib/exports/holding/copied-key.ts'
import { FileBesideExport, pathBeside } from '#lib/exports/holding/file-beside.ts'

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
const rowAt = 12
const entriesAtFirst = 4096

/** Entries of an index in memory. */
export class IndexEntries {
  #buffer = Buffer.alloc(entriesAtFirst * entryBytes)
  #filled = 0

  /** Takes note of a row. */
  add(file: number, row: number, held: readonly Held[]): void {
    for (const { id, as } of held) {
      const at = this.#filled
      if (at === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(at)])
      this.#buffer.write(keyOf(id), at, 'hex')
      this.#buffer[at + 8] = file
      this.#buffer[at + 9] = holdKinds.indexOf(as)
      this.#buffer.writeUInt32LE(row, at + rowAt)
      this.#filled += entryBytes
    }
  }

  /** What was noted; then there is nothing. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#buffer.subarray(0, this.#filled))
    this.#filled = 0
    return taken
  }
}

/** Where the index of an export's folder lies. */
export function rowIndexPath(folder: string): string {
  return pathBeside(folder, 'rows')
}

/** Writes which rows hold which pairs, piece by piece, as a file beside the export. */
export class RowIndexWriter {
  readonly #file: FileBesideExport

  constructor(folder: string, unfinishedFolder: string) {
    this.#file = new FileBesideExport(folder, unfinishedFolder, 'rows')
  }

  /** Adds entries, whose rows count from behind so many of each file. */
  async append(entries: Uint8Array, rowsBefore: readonly number[]): Promise<void> {
    const all = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength)
    for (let at = 0; at < all.length; at += entryBytes) all.writeUInt32LE(all.readUInt32LE(at + rowAt) + (rowsBefore[all[at + 8] ?? 0] ?? 0), at + rowAt)
    await this.#file.write(all)
  }

  /** Adds what an index says. */
  async appendAll(index: FileHandle): Promise<void> {
    for await (const piece of index.createReadStream({ start: 0, highWaterMark: 1 << 20, autoClose: false })) await this.#file.write(piece)
  }

  /** Gives the index its name. */
  publish(): Promise<void> {
    return this.#file.publish()
  }

  /** Removes what was written. */
  discard(): Promise<void> {
    return this.#file.discard()
  }
}

/** Whether an export has an index: those of early versions have none. */
export async function hasRowIndex(folder: string): Promise<boolean> {
  return (await stat(rowIndexPath(folder)).catch(() => null)) !== null
}

/** Opens the index of an export. What is read of it is of one index, also where another takes its name meanwhile. */
export function openRowIndex(folder: string): Promise<FileHandle> {
  return open(rowIndexPath(folder))
}

/** The first entry of an index, by its key; null where there is none. */
export async function firstEntry(index: FileHandle): Promise<(IndexedPlace & { key: string }) | null> {
  const { buffer, bytesRead } = await index.read(Buffer.alloc(entryBytes), 0, entryBytes, 0)
  return bytesRead === entryBytes ? { key: buffer.toString('hex', 0, 8), ...placeAt(buffer, 0) } : null
}

function placeAt(bytes: Buffer, at: number): IndexedPlace {
  return { file: bytes.readUInt8(at + 8), as: holdKinds[bytes.readUInt8(at + 9)] ?? 'row', row: bytes.readUInt32LE(at + rowAt) }
}

/** The rows that hold a pair, in order of the files; read through in pieces. */
export async function indexedPlaces(folder: string, id: string): Promise<IndexedPlace[]> {
  const key = Buffer.from(keyOf(id), 'hex')
  const found: IndexedPlace[] = []
  for await (const { bytes, whole } of wholeEntries(folder)) {
    for (let at = bytes.indexOf(key); at !== -1 && at < whole; at = bytes.indexOf(key, at + 1)) {
      // Also met across two entries, where it is none.
      if (at % entryBytes !== 0) continue
      found.push(placeAt(bytes, at))
    }
  }
  return found.toSorted((a, b) => a.file - b.file || a.row - b.row)
}

/** The pairs that rows come from, in order of the rows, as rows of binary COPY with this reason (see copied-key.ts), piece by piece. A pair that several rows come from is there as often. */
export async function* rowsAsCopied(folder: string, reason: number): AsyncGenerator<Buffer> {
  for await (const { bytes, whole } of wholeEntries(folder)) {
    const copied = Buffer.alloc((whole / entryBytes) * copiedKeyBytes)
    let size = 0
    for (let at = 0; at < whole; at += entryBytes) {
      if (!isOfRow(placeAt(bytes, at).as)) continue
      writeCopiedKey(copied, size, reason, { bytes, from: at })
      size += copiedKeyBytes
    }
    yield copied.subarray(0, size)
  }
}

/** Not a pair that another one's row shows, nor one of another dataset. */
function isOfRow(as: HoldKind): boolean {
  return as === 'row' || as === 'preference'
}

/** An index piece by piece; of each, the bytes that are whole entries. */
async function* wholeEntries(folder: string): AsyncGenerator<{ bytes: Buffer; whole: number }> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(rowIndexPath(folder), { highWaterMark: 1 << 20 })) {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    const whole = bytes.length - (bytes.length % entryBytes)
    yield { bytes, whole }
    rest = bytes.subarray(whole)
  }
}

/** The digits of an id by which an index knows it. */
export function keyOf(id: string): string {
  return id.slice(-16)
}
