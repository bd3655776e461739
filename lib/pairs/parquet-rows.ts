import { open } from 'node:fs/promises'
import { brotliDecompressSync, zstdDecompressSync } from 'node:zlib'
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { checkPages } from './parquet-pages.ts'
import { rawLimit, rowError } from './row.ts'
import type { FileHandle } from 'node:fs/promises'
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet'
import type { RawRow } from './row.ts'

/** Rows read at once: a row group, or this share of it where it is larger, so that memory stays within bounds. */
const sliceRows = 100_000
const sliceBytes = 64 * 2 ** 20
/** Where those are too large, as rows may be of very different lengths, they are halved until they are this part of it. */
const leastShare = 64
/** Bytes that the pages of rows read at once may unpack to: what the metadata says of them is the file's own word, and a file of some megabytes may hold gigabytes of blanks. */
const mostUnpacked = 2 ** 30

/** The column names and rows of a Parquet file, row group by row group. `line` is the 1-based row number. Leaving `rows`, or iterating it to its end, closes the file. */
export interface ParquetFile {
  columns: string[]
  rows(): AsyncGenerator<RawRow>
  close(): Promise<void>
}

/**
 * Opens a Parquet file. Its metadata is untrusted: whatever it makes the reader throw becomes one row error;
 * `onBytes` hears, as the reading goes on, how many bytes of the file are done. `mostBytes`: what all of it may unpack to; the row error of
 * who reads on says so.
 */
export async function openParquet(path: string, onBytes: (bytes: number) => void, mostBytes = Number.POSITIVE_INFINITY): Promise<ParquetFile> {
  const handle = await open(path)
  const file = await fileBuffer(handle)
  let metadata: FileMetaData | null = null
  let columns: string[] = []
  let reason = ''
  try {
    metadata = await parquetMetadataAsync(file)
    columns = parquetSchema(metadata).children.map((child) => child.element.name)
  } catch (error) {
    reason = `the Parquet file cannot be read: ${message(error)}`
  }
  async function* rows(): AsyncGenerator<RawRow> {
    try {
      if (metadata === null) yield { kind: 'error', error: rowError(1, reason, '') }
      else yield* groupRows(file, metadata, columns, onBytes, mostBytes)
    } finally {
      await handle.close()
    }
  }
  return { columns, rows, close: () => handle.close() }
}

async function* groupRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly string[],
  onBytes: (bytes: number) => void,
  mostBytes: number,
): AsyncGenerator<RawRow> {
  let first = 0
  let unpacked = 0
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows)
    const chunks = group.columns.flatMap((column) => column.meta_data ?? [])
    // Of lists all pages of a row group are read, however few of its rows are asked for.
    const whole = chunks.filter((chunk) => chunk.path_in_schema.length > 1)
    const bytes = Math.max(Number(group.total_byte_size), sum(chunks.map((chunk) => chunk.total_compressed_size)))
    const slices = Math.max(1, Math.ceil(count / sliceRows), whole.length > 0 ? 1 : Math.ceil(bytes / sliceBytes))
    let step = Math.max(1, Math.ceil(count / slices))
    const leastStep = Math.max(1, Math.ceil(step / leastShare))
    let isChecked = false
    for (let start = first; start < first + count; ) {
      const end = Math.min(start + step, first + count)
      let values: unknown[][]
      const allowance = new Allowance(Math.min(mostUnpacked, mostBytes - unpacked))
      try {
        if (!isChecked) await checkPages(file, group)
        isChecked = true
        // What is not packed no decompressor is asked for.
        allowance.take(sum(whole.filter((chunk) => chunk.codec === 'UNCOMPRESSED').map((chunk) => chunk.total_compressed_size)))
        values = await readSlice(file, metadata, start, end, allowance)
      } catch (error) {
        if (allowance.isOver && allowance.isOurs && whole.length === 0 && step > leastStep) {
          step = Math.ceil(step / 2)
          continue
        }
        const reason = `rows ${start + 1} to ${first + count} cannot be read: ${message(error)}`
        yield { kind: 'error', error: rowError(start + 1, reason, '') }
        if (allowance.isOver && mostBytes < Number.POSITIVE_INFINITY) return
        break
      }
      unpacked += allowance.used
      for (const [i, row] of values.entries()) {
        const value = Object.fromEntries(columns.map((name, c) => [name, plain(row[c])]))
        yield { kind: 'row', line: start + i + 1, value, raw: () => JSON.stringify(value).slice(0, rawLimit) }
      }
      start = end
    }
    first += count
    onBytes(Math.round((file.byteLength * first) / Math.max(1, Number(metadata.num_rows))))
  }
}

/** Rows as arrays: as objects, a column named `__proto__` would become their prototype. JSON columns stay text. */
async function readSlice(file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number, allowance: Allowance) {
  const rows: unknown[][] = []
  await parquetRead({
    file,
    metadata,
    compressors: within(allowance),
    rowStart,
    rowEnd,
    parsers: { stringFromBytes: (bytes) => (bytes ? new PageText(bytes) : bytes), jsonFromBytes: (bytes) => decoder.decode(bytes) },
    onComplete: (complete: unknown[][]) => {
      for (const row of complete) rows.push(row)
    },
  })
  return rows
}

const decoder = new TextDecoder()

/**
 * A text that still lies in its page, outside of the heap, until its row has its turn: those of a row group with lists, of which all rows are read at once, would fill a worker's heap, and one
 * that is full ends the whole process.
 */
class PageText {
  readonly #page: ArrayBufferLike
  readonly #start: number
  readonly #length: number

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.#page = buffer
    this.#start = byteOffset
    this.#length = byteLength
  }

  toString(): string {
    return decoder.decode(new Uint8Array(this.#page, this.#start, this.#length))
  }
}

/** Bytes that pages may unpack to. */
class Allowance {
  readonly #most: number
  used = 0
  isOver = false

  constructor(most: number) {
    this.#most = most
  }

  /** Whether it is what can be read at once, and not what a look at the file may take. */
  get isOurs(): boolean {
    return this.#most === mostUnpacked
  }

  take(bytes: number): void {
    this.used += bytes
    this.isOver = this.used > this.#most
    if (!this.isOver) return
    const remedy = this.isOurs ? ' at once: write the file with smaller row groups' : ''
    throw new RangeError(`they unpack to more than ${Math.floor(this.#most / 2 ** 20).toLocaleString('en')} MB${remedy}`)
  }
}

/** The same decompressors, none of which is begun beyond the allowance or gives more than a page's header says. */
function within(allowance: Allowance): Compressors {
  const all: Compressors = { ...compressors, BROTLI: (input, length) => upTo(brotliDecompressSync, input, length), ZSTD: (input, length) => upTo(zstdDecompressSync, input, length) }
  return Object.fromEntries(
    Object.entries(all).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        allowance.take(length)
        return unpack(input, length)
      },
    ]),
  )
}

/** These two would else unpack whatever there is before its length is looked at. */
function upTo(unpack: typeof brotliDecompressSync | typeof zstdDecompressSync, input: Uint8Array, length: number): Uint8Array {
  try {
    return unpack(input, { maxOutputLength: Math.max(1, length) })
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError('a page unpacks to more than its header says')
    throw error
  }
}

function sum(sizes: readonly bigint[]): number {
  return Number(sizes.reduce((all, size) => all + size, 0n))
}

async function fileBuffer(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat()
  return {
    byteLength: size,
    async slice(start, end = size) {
      const length = Math.min(end, size) - start
      if (!(length >= 0)) throw new RangeError('a byte range lies outside the file')
      const bytes = new ArrayBuffer(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(new Uint8Array(bytes), done, length - done, start + done)
        if (bytesRead === 0) throw new RangeError('the file ends early')
        done += bytesRead
      }
      return bytes
    },
  }
}

/** Parquet's values as JSON's: whole numbers beyond 2^53 and dates as text, bytes left out. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value === undefined || value instanceof Uint8Array) return null
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof PageText) return value.toString()
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return null
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300)
}
