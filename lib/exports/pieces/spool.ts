import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { stretchAt } from '#lib/exports/pieces/stretches.ts'

/** Where rows of a stretch lie. */
export interface SpoolPart {
  file: number
  offset: number
  length: number
}

/** The same of all stretches, as a thread hands it over: the place of the stretch, offset and length, one after the other. */
export type SpooledParts = Float64Array<ArrayBuffer>

/** What waits to be written has so much memory, parted among the stretches. */
const waitingBytes = 8 << 20
const leastOfStretch = 4096
const mostOfStretch = 1 << 16
/** So much of a stretch is read at once: some ten times what one usually has. */
const mostAtOnce = 64 << 20
/** Where a row's content hash stands: behind the number of its cells and its length. */
const hashAt = 6
const hashDigits = 64

/** Whether rows can be parted into so many stretches: of more there would be no memory to gather them. */
export function canSpool(stretches: number): boolean {
  return stretches * leastOfStretch <= waitingBytes
}

/** Whether the rows of a stretch can be read at once: with long inputs or conversations, of which no stretch is told, they may be gigabytes. */
export function fitsMemory(parts: readonly SpoolPart[]): boolean {
  return parts.reduce((sum, { length }) => sum + length, 0) <= mostAtOnce
}

/** Opens a file that nobody finds: it has no name, and is gone when it is closed or the process ends. */
export function openSpool(): number {
  mkdirSync(exportsRoot(), { recursive: true })
  const path = join(exportsRoot(), `${randomUUID()}.spool`)
  const file = openSync(path, 'wx+', 0o600)
  rmSync(path)
  return file
}

/** Gives the file's space back. */
export function closeSpool(file: number): void {
  closeSync(file)
}

/** Parts rows that come in any order by stretch, and writes them to a file some dozens of kilobytes at a time. */
export class SpoolWriter {
  readonly #file: number
  readonly #stretches: number
  /** Of each stretch. */
  readonly #size: number
  readonly #waiting: Buffer<ArrayBuffer>
  readonly #filled: Uint32Array
  #written = 0
  #parts: number[] = []

  constructor(file: number, stretches: number) {
    this.#file = file
    this.#stretches = stretches
    this.#size = Math.min(mostOfStretch, Math.floor(waitingBytes / stretches))
    this.#waiting = Buffer.allocUnsafeSlow(this.#size * stretches)
    this.#filled = new Uint32Array(stretches)
  }

  /** Takes a row that lies there, as binary COPY has it, whose first cell is its content hash. */
  add(bytes: Buffer, begin: number, end: number): void {
    const stretch = stretchAt(hashBeginning(bytes, begin, 8), this.#stretches)
    if ((this.#filled[stretch] ?? 0) + end - begin > this.#size) this.#write(stretch)
    if (end - begin > this.#size) return this.#append(stretch, bytes, begin, end - begin)
    const filled = this.#filled[stretch] ?? 0
    bytes.copy(this.#waiting, stretch * this.#size + filled, begin, end)
    this.#filled[stretch] = filled + end - begin
  }

  /** Writes what waits, and tells where all lies that was added since the last time. */
  take(): SpooledParts {
    for (let stretch = 0; stretch < this.#stretches; stretch++) this.#write(stretch)
    const parts = Float64Array.from(this.#parts)
    this.#parts = []
    return parts
  }

  /** Gives its memory back: nothing can be added afterwards. */
  end(): void {
    this.#waiting.buffer.transfer(0)
  }

  #write(stretch: number): void {
    const filled = this.#filled[stretch] ?? 0
    if (filled > 0) this.#append(stretch, this.#waiting, stretch * this.#size, filled)
    this.#filled[stretch] = 0
  }

  #append(stretch: number, bytes: Buffer, from: number, length: number): void {
    for (let done = 0; done < length; ) done += writeSync(this.#file, bytes, from + done, length - done, this.#written + done)
    this.#parts.push(stretch, this.#written, length)
    this.#written += length
  }
}

/** Adds what a thread has told to what is known of each stretch. */
export function sortParts(into: SpoolPart[][], file: number, parts: SpooledParts): void {
  for (let at = 0; at < parts.length; at += 3) into[parts[at] ?? 0]?.push({ file, offset: parts[at + 1] ?? 0, length: parts[at + 2] ?? 0 })
}

/** Reads the rows of a stretch, and hands them on in order of content hash, some at a time. They are in the memory of `reader`, for one stretch at a time. */
export class SpoolReader {
  #bytes = Buffer.allocUnsafeSlow(1 << 20)

  /** Where the rows of a stretch begin, in order. */
  read(parts: readonly SpoolPart[]): { bytes: Buffer; places: number[] } {
    const size = parts.reduce((sum, { length }) => sum + length, 0)
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(size * 1.1))
    let end = 0
    for (const { file, offset, length } of parts) {
      for (let done = 0; done < length; ) {
        const read = readSync(file, this.#bytes, end + done, length - done, offset + done)
        if (read === 0) throw new Error('What was read of the database for this export is not there any more.')
        done += read
      }
      end += length
    }
    const bytes = this.#bytes.subarray(0, end)
    return { bytes, places: inOrder(bytes) }
  }
}

/** Where rows begin, in order of content hash: by its first 48 bits as a number, and by the rest where these are the same. */
function inOrder(bytes: Buffer): number[] {
  const rows: { key: number; place: number }[] = []
  for (let at = 0; at < bytes.length; ) {
    rows.push({ key: hashBeginning(bytes, at, 12), place: at })
    let cells = bytes.readInt16BE(at)
    for (at += 2; cells > 0; cells--) at += 4 + Math.max(0, bytes.readInt32BE(at))
  }
  const hash = (place: number): Buffer => bytes.subarray(place + hashAt, place + hashAt + hashDigits)
  return rows.sort((a, b) => a.key - b.key || hash(a.place).compare(hash(b.place))).map(({ place }) => place)
}

/** The number that the first digits of a row's content hash are, lower-case hexadecimal: without a text of them in between. At most 13 are exact. */
function hashBeginning(bytes: Buffer, place: number, digits: number): number {
  let number = 0
  for (let at = place + hashAt; at < place + hashAt + digits; at++) {
    const sign = bytes[at] ?? 0
    // 0 to 9 stand at 48, a to f at 97.
    number = number * 16 + (sign & 15) + (sign >> 6) * 9
  }
  return number
}
