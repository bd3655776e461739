import { createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { exportsRoot } from '#lib/exports/export-folder.ts'

/** What lies beside the folder of an export, under its name: which rows hold which pairs, and which pairs it left out. */
export type BesideExport = 'rows' | 'dropped'

/** Where such a file of an export's folder lies: beside it, so that what is exported is nothing but the export. */
export function pathBeside(folder: string, what: BesideExport): string {
  return join(exportsRoot(), `${folder}.${what}`)
}

/** A file beside an export while it is written. Until `publish` it lies beside the export's unfinished folder, under its name. */
export class FileBesideExport {
  readonly #published: string
  readonly #path: string
  readonly #stream: WriteStream
  #failure: Error | null = null

  /** `first`: what the file begins with. */
  constructor(folder: string, unfinishedFolder: string, what: BesideExport, first?: Buffer) {
    this.#published = pathBeside(folder, what)
    this.#path = `${unfinishedFolder}.${what}`
    this.#stream = createWriteStream(this.#path)
    this.#stream.on('error', (error) => (this.#failure = error))
    if (first) this.#stream.write(first)
  }

  /** Adds bytes, which are the caller's again afterwards. */
  async write(bytes: Buffer): Promise<void> {
    if (this.#failure === null && bytes.length > 0) await new Promise<void>((resolve) => this.#stream.write(bytes, () => resolve()))
    if (this.#failure) throw this.#failure
  }

  /** Ends the file, with these bytes where there are any, and gives it its name. The export's folder is published after it: no export of ours is without. */
  async publish(last: Buffer = Buffer.alloc(0)): Promise<void> {
    await this.write(last)
    this.#stream.end()
    await finished(this.#stream)
    await rename(this.#path, this.#published)
  }

  /** Removes what was written, unless it has its name. */
  async discard(): Promise<void> {
    this.#stream.destroy()
    if (!this.#stream.closed) await finished(this.#stream).catch(() => {})
    await rm(this.#path, { force: true })
  }
}
