import { createReadStream } from 'node:fs'

/**
 * A fault of the file as a whole (cut short, corrupt), after which nothing more can be read from it. Never an I/O
 * error.
 */
export class BrokenSource extends Error {
  override name = 'BrokenSource'
}

/** 64 KiB: small enough that a gzip bomb's one step (at most 1032 times as much) stays within some 64 MiB. */
export const chunkBytes = 64 * 1024

/** A file's bytes in order; `onBytes` hears the size of each chunk as it is read. */
export async function* fileChunks(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    if (!(chunk instanceof Uint8Array)) continue
    onBytes(chunk.length)
    yield chunk
  }
}

/** The first bytes of a stream, and the whole stream again from its start. */
export interface PeekedChunks {
  head: Uint8Array
  chunks: AsyncGenerator<Uint8Array>
  /** Lets go of the source; for those who never iterate `chunks`. */
  close(): Promise<void>
}

/**
 * Reads at least `bytes` bytes (or all there are) ahead. A fault met meanwhile is kept for whoever reads that
 * far.
 */
export async function peekChunks(source: AsyncIterable<Uint8Array>, bytes: number): Promise<PeekedChunks> {
  const iterator = source[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let fault: unknown = null
  let done = false
  while (size < bytes && !done && fault === null) {
    try {
      const next = await iterator.next()
      if (next.done) done = true
      else {
        held.push(next.value)
        size += next.value.length
      }
    } catch (error) {
      fault = error
    }
  }
  const close = async () => {
    await iterator.return?.()
  }
  async function* all() {
    try {
      yield* held.splice(0)
      if (fault !== null) throw fault
      while (!done) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await close()
    }
  }
  return { head: Buffer.concat(held), chunks: all(), close }
}

/** How much of a source is looked at. */
export interface LookLimit {
  bytes: number
  milliseconds: number
  /** Bytes that a Parquet file may unpack to as it is read to its end. Its rows are read many at once: left out, as many bytes as those may have. */
  parquetBytes?: number
}

/** The same bytes up to a limit, where a {@link BrokenSource} says that it was reached: a small gzip file can unpack to terabytes. */
export async function* limited(source: AsyncIterable<Uint8Array>, limit: LookLimit): AsyncGenerator<Uint8Array> {
  const begun = performance.now()
  let seen = 0
  for await (const chunk of source) {
    seen += chunk.length
    yield chunk
    const most = seen >= limit.bytes ? `${(limit.bytes / 2 ** 20).toLocaleString('en')} MB` : performance.now() - begun > limit.milliseconds ? `${limit.milliseconds / 1000} seconds` : null
    if (most) throw new BrokenSource(`nothing beyond the first ${most} was looked at`)
  }
}

/** The same bytes without a UTF-8 byte order mark at the very start. */
export async function* withoutBom(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bom = [0xef, 0xbb, 0xbf]
  let matched: number[] | null = []
  for await (const chunk of source) {
    if (matched === null) {
      yield chunk
      continue
    }
    let used = 0
    while (used < chunk.length && matched.length < 3 && chunk[used] === bom[matched.length]) {
      matched.push(chunk[used++] ?? 0)
    }
    if (matched.length === 3) matched = null
    else if (used < chunk.length) {
      if (matched.length > 0) yield Uint8Array.from(matched)
      matched = null
    } else continue
    if (used < chunk.length) yield chunk.subarray(used)
  }
  if (matched !== null && matched.length > 0) yield Uint8Array.from(matched)
}

/** Bytes of chunks that may be text already. A surrogate pair split over two text chunks is joined again. */
export async function* asBytes(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let half = ''
  for await (const chunk of source) {
    if (typeof chunk !== 'string') {
      yield chunk
      continue
    }
    let text = half + chunk
    half = ''
    const last = text.charCodeAt(text.length - 1)
    if (last >= 0xd800 && last <= 0xdbff) {
      half = text.slice(-1)
      text = text.slice(0, -1)
    }
    if (text !== '') yield Buffer.from(text)
  }
  if (half !== '') yield Buffer.from(half)
}
