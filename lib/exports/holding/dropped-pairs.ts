import { createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { copiedKeyBytes, copyHeader, copyTrailer, reasonAt, writeCopiedKey } from '#lib/exports/holding/copied-key.ts'
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

/** Where the list of pairs that an export left out lies: beside its folder, as its index does. It is a file of binary COPY. */
export function droppedPath(folder: string): string {
  return join(exportsRoot(), `${folder}.dropped`)
}

/** Writes which pairs an export leaves out, and why. Until `publish` it lies beside the export's unfinished folder, under its name. */
export class DroppedWriter {
  /** Why pairs were left out, as the list numbers it from 1. */
  readonly reasons: string[] = []
  readonly #folder: string
  readonly #path: string
  readonly #stream: WriteStream
  #failure: Error | null = null

  constructor(folder: string, unfinishedFolder: string) {
    this.#folder = folder
    this.#path = `${unfinishedFolder}.dropped`
    this.#stream = createWriteStream(this.#path)
    this.#stream.on('error', (error) => (this.#failure = error))
    this.#stream.write(copyHeader)
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
  async write(rows: Buffer): Promise<void> {
    // They are the caller's again afterwards.
    if (this.#failure === null) await new Promise<void>((resolve) => this.#stream.write(rows, () => resolve()))
    if (this.#failure) throw this.#failure
  }

  /** The number of a reason. */
  numberOf(reason: string): number {
    const at = this.reasons.indexOf(reason)
    return at === -1 ? this.reasons.push(reason) : at + 1
  }

  /** Gives the list its name. The export's folder is published after it. */
  async publish(): Promise<void> {
    if (this.#failure) throw this.#failure
    this.#stream.end(copyTrailer)
    await finished(this.#stream)
    await rename(this.#path, droppedPath(this.#folder))
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    this.#stream.destroy()
    if (!this.#stream.closed) await finished(this.#stream).catch(() => {})
    await rm(this.#path, { force: true })
  }
}
