import { copiedKeyBytes, copyHeader, copyTrailer, reasonAt, writeCopiedKey } from '#lib/exports/holding/copied-key.ts'
import { FileBesideExport, pathBeside } from '#lib/exports/holding/file-beside.ts'
import { keyOf } from '#lib/exports/holding/row-index.ts'

/** The pairs that a piece of an export leaves out: rows of binary COPY (see copied-key.ts), whose reasons count those of the piece from 0. */
export interface DroppedOfPiece {
  reasons: string[]
  rows: Uint8Array<ArrayBuffer>
}

/** Takes note of pairs that are left out, in memory that grows with them. */
export class DroppedRows {
  #rows = Buffer.alloc(0)
  #size = 0
  #reasons: string[] = []

  /** `id`: that the rows of the pair have in exports. */
  add(reason: string, id: string): void {
    if (this.#size === this.#rows.length) this.#rows = Buffer.concat([this.#rows, Buffer.alloc(Math.max(this.#size, 64 * copiedKeyBytes))])
    let at = this.#reasons.indexOf(reason)
    if (at === -1) at = this.#reasons.push(reason) - 1
    writeCopiedKey(this.#rows, this.#size, at, keyOf(id))
    this.#size += copiedKeyBytes
  }

  /** What was noted; then there is nothing. */
  take(): DroppedOfPiece {
    const taken = { reasons: this.#reasons, rows: new Uint8Array(this.#rows.subarray(0, this.#size)) }
    this.#reasons = []
    this.#size = 0
    return taken
  }
}

/** Where the list of pairs that an export left out lies. It is a file of binary COPY. */
export function droppedPath(folder: string): string {
  return pathBeside(folder, 'dropped')
}

/** Writes which pairs an export leaves out, and why, as a file beside it. */
export class DroppedWriter {
  /** Why pairs were left out, as the list numbers it from 1. */
  readonly reasons: string[] = []
  readonly #file: FileBesideExport

  constructor(folder: string, unfinishedFolder: string) {
    this.#file = new FileBesideExport(folder, unfinishedFolder, 'dropped', copyHeader)
  }

  /** Adds what a piece leaves out. */
  async append({ reasons, rows }: DroppedOfPiece): Promise<void> {
    if (rows.length === 0) return
    const numbers = reasons.map((reason) => this.numberOf(reason))
    const all = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
    for (let at = reasonAt; at < all.length; at += copiedKeyBytes) all.writeUInt16BE(numbers[all.readUInt16BE(at)] ?? 0, at)
    await this.write(all)
  }

  /** Adds rows of binary COPY as they are; their reasons are numbers of `numberOf`. */
  write(rows: Buffer): Promise<void> {
    return this.#file.write(rows)
  }

  /** The number of a reason. */
  numberOf(reason: string): number {
    const at = this.reasons.indexOf(reason)
    return at === -1 ? this.reasons.push(reason) : at + 1
  }

  /** Gives the list its name. */
  publish(): Promise<void> {
    return this.#file.publish(copyTrailer)
  }

  /** Removes what was written. */
  discard(): Promise<void> {
    return this.#file.discard()
  }
}
