import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createGzip } from 'node:zlib'
import { homeFolder } from '#lib/config/paths.ts'
import type { ExportFile } from '#lib/exports/contract.ts'

/** The folder that holds all exports of this installation. */
export function exportsRoot(): string {
  return join(homeFolder(), 'exports')
}

/** The files of one export while they are written. Until `publish` they lie under a name that says so. */
export class ExportFolder {
  readonly path: string
  readonly #name: string

  private constructor(name: string) {
    this.#name = name
    this.path = join(exportsRoot(), `${name}.unfinished`)
  }

  /** Starts afresh: what a killed attempt left is removed. */
  static async create(name: string): Promise<ExportFolder> {
    const folder = new ExportFolder(name)
    await rm(folder.path, { recursive: true, force: true })
    await mkdir(folder.path, { recursive: true })
    return folder
  }

  /** Opens a JSONL file, gzipped or not; each written value is a line. Hash and size are of the bytes on disk. */
  openJsonLines(name: string, gzip: boolean): { write(value: unknown): Promise<void>; close(rows: number): Promise<ExportFile> } {
    const input = new PassThrough({ highWaterMark: 1 << 18 })
    const hash = createHash('sha256')
    let bytes = 0
    const file = createWriteStream(join(this.path, name))
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        if (file.write(chunk)) done()
        else file.once('drain', done)
      },
      final(done) {
        file.end(done)
      },
    })
    let failure: unknown
    file.on('error', (error) => sink.destroy(error))
    const written = (gzip ? pipeline(input, createGzip({ level: 6 }), sink) : pipeline(input, sink)).catch((error: unknown) => {
      failure = error
    })
    return {
      async write(value) {
        if (failure) throw failure
        if (!input.write(`${JSON.stringify(value)}\n`)) await Promise.race([once(input, 'drain'), written])
      },
      async close(rows) {
        input.end()
        await written
        if (failure) throw failure
        return { name, rows, bytes, sha256: hash.digest('hex') }
      },
    }
  }

  /** Writes a whole small file. */
  async writeText(name: string, text: string): Promise<ExportFile> {
    const content = Buffer.from(text)
    await writeFile(join(this.path, name), content)
    return { name, rows: null, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
  }

  /** Gives the folder its name: from now on it is an export. Returns the name. */
  async publish(): Promise<string> {
    const final = join(exportsRoot(), this.#name)
    await rm(final, { recursive: true, force: true })
    await rename(this.path, final)
    return this.#name
  }
}
