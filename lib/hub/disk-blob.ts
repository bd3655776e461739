import { open, type FileHandle } from 'node:fs/promises'

/** Read at once, in bytes. */
const pieceBytes = 1 << 18

/**
 * A file, or a stretch of one, as a Blob that holds none of it: it is read when it is asked for, piece by piece, and no piece before the one
 * ahead of it was taken. (The library's own blob of a file is read into memory as fast as the disk gives, whatever the network takes.)
 */
export class DiskBlob extends Blob {
  readonly #path: string
  readonly #start: number
  readonly #end: number

  /** From `start` up to `end`, in bytes; the file must have as many. */
  constructor(path: string, start: number, end: number) {
    super()
    this.#path = path
    this.#start = start
    this.#end = end
  }

  override get size(): number {
    return this.#end - this.#start
  }

  override slice(start = 0, end = this.size): DiskBlob {
    const from = Math.min(this.#end, this.#start + start)
    return new DiskBlob(this.#path, from, Math.max(from, Math.min(this.#end, this.#start + end)))
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.stream()).arrayBuffer()
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer())
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer())
  }

  /** Fails where the file has become shorter. */
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let file: FileHandle | null = null
    let at = this.#start
    return new ReadableStream(
      {
        pull: async (controller) => {
          file ??= await open(this.#path)
          const wanted = Math.min(pieceBytes, this.#end - at)
          const { bytesRead, buffer } = wanted === 0 ? { bytesRead: 0, buffer: new Uint8Array(0) } : await file.read(new Uint8Array(wanted), 0, wanted, at)
          at += bytesRead
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
          if (at < this.#end && bytesRead > 0) return
          await file.close()
          if (at < this.#end) controller.error(new Error(`${this.#path} has become shorter.`))
          else controller.close()
        },
        cancel: async () => file?.close(),
      },
      { highWaterMark: 0 },
    )
  }
}
