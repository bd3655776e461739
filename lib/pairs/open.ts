import { stat } from 'node:fs/promises'
import { fileChunks, limited, peekChunks, withoutBom } from './chunks.ts'
import { createCsvSplitter, sniffDelimiter } from './csv-stream.ts'
import { gunzip } from './gunzip.ts'
import { createJsonSplitter, splitRows } from './json-stream.ts'
import { openParquet } from './parquet-rows.ts'
import { rowError } from './row.ts'
import type { LookLimit, PeekedChunks } from './chunks.ts'
import type { RawRow } from './row.ts'

export type Container = 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet' | 'unknown'

/** Where rows come from. Parquet is read by random access and so from a path only. */
export type SourceInput = { path: string } | { stream: AsyncIterable<Uint8Array>; name: string }

/** A file whose container has been recognised by its content. */
export interface OpenedSource {
  container: Container
  gzip: boolean
  /** Bytes of the file as it lies there; null for a stream. */
  bytes: number | null
  /** How many of them have been read so far (for gzip, packed ones). */
  bytesRead(): number
  /** Column names where the container has them: Parquet at once, CSV once its first row has been read. */
  columns(): string[]
  /** To be iterated once. Rows hold one record at a time and faults of the file come last, as a row error. */
  rows(): AsyncGenerator<RawRow>
  /** Lets go of the file; iterating `rows` to its end or leaving it does so too. */
  close(): Promise<void>
}

const peekBytes = 64 * 1024

/**
 * Recognises gzip, Parquet, JSON arrays, JSON lines and CSV or TSV by content; the name plays no part. With a limit, text is read only so
 * far (unpacked), and a row error says so.
 */
export async function openSource(input: SourceInput, limit?: LookLimit): Promise<OpenedSource> {
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
  }
  const bytes = 'path' in input ? (await stat(input.path)).size : null
  const raw = 'path' in input ? fileChunks(input.path, onBytes) : counted(input.stream, onBytes)
  const packed = await peekChunks(raw, 4)
  const common = { bytes, bytesRead: () => read }
  if (startsWith(packed.head, 'PAR1')) {
    await packed.close()
    if (!('path' in input)) return { ...common, ...unreadable('Parquet can be read from a file only') }
    read = 0
    const file = await openParquet(input.path, (done) => {
      read = done
    }, limit?.parquetBytes)
    const { columns, rows, close } = file
    return { ...common, container: 'parquet', gzip: false, columns: () => columns, rows: () => orRefused(rows(), 'there is no record in it'), close }
  }
  const gzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b
  const again = 'path' in input ? () => fileChunks(input.path, () => {}) : undefined
  const unpacked = gzip ? gunzip(packed.chunks, again) : packed.chunks
  const text = await peekChunks(withoutBom(limit ? limited(unpacked, limit) : unpacked), peekBytes)
  const refusal = whyNotText(text.head)
  if (refusal !== null) {
    await text.close()
    return { ...common, ...unreadable(refusal), gzip }
  }
  return { ...common, gzip, ...splitText(text) }
}

type TextSource = Pick<OpenedSource, 'container' | 'columns' | 'rows' | 'close'>

function splitText({ head, chunks, close }: PeekedChunks): TextSource {
  const start = new TextDecoder().decode(head)
  if (start.trim() === '') {
    // A gzip file that breaks before its first byte still has something to say.
    return { container: 'unknown', columns: () => [], rows: () => orRefused(splitRows(chunks, createJsonSplitter()), 'the file is empty'), close }
  }
  const json = jsonContainer(start)
  if (json !== null) {
    return { container: json, columns: () => [], rows: () => orRefused(splitRows(chunks, createJsonSplitter()), 'there is no record in it'), close }
  }
  let columns: string[] = []
  const delimiter = sniffDelimiter(start)
  const onHeader = (names: string[]) => {
    columns = names
  }
  const rows = () => orRefused(splitRows(chunks, createCsvSplitter(delimiter, { onHeader })), 'all there is was read as the names of columns')
  return { container: delimiter === '\t' ? 'tsv' : 'csv', columns: () => columns, rows, close }
}

/**
 * JSON starts with a bracket; a list of lines may also start with a broken one, so any of the first lines will
 * do.
 */
function jsonContainer(head: string): 'json' | 'jsonl' | null {
  const start = head.trimStart()
  if (start.startsWith('[')) return 'json'
  if (start.startsWith('{')) return 'jsonl'
  const lines = start.split('\n', 50)
  return lines.some(isJsonObjectLine) ? 'jsonl' : null
}

function isJsonObjectLine(line: string): boolean {
  if (!line.startsWith('{"')) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** The same rows; where there is none, an error that says why: a file without records is not imported as if all were well. */
async function* orRefused(rows: AsyncIterable<RawRow>, reason: string): AsyncGenerator<RawRow> {
  let any = false
  for await (const row of rows) {
    any = true
    yield row
  }
  if (!any) yield { kind: 'error', error: rowError(1, reason, '') }
}

function unreadable(reason: string): TextSource & { gzip: boolean } {
  async function* rows(): AsyncGenerator<RawRow> {
    yield { kind: 'error', error: rowError(1, reason, '') }
  }
  return { container: 'unknown', gzip: false, columns: () => [], rows, close: async () => {} }
}

/** Names what people upload by mistake; null for what may be text. */
function whyNotText(head: Uint8Array): string | null {
  if (startsWith(head, 'PAR1')) return 'a Parquet file inside gzip: unpack it first'
  if (startsWith(head, 'PK\u0003\u0004')) return 'a zip archive or a spreadsheet: unpack it, or save it as CSV, first'
  if (startsWith(head, '(\u00b5/\u00fd')) return 'a zstd file: unpack it first'
  if (startsWith(head, 'BZh')) return 'a bzip2 file: unpack it first'
  if (startsWith(head, '\u00fd7zXZ')) return 'an xz file: unpack it first'
  if (startsWith(head, '\u00ff\u00fe') || startsWith(head, '\u00fe\u00ff')) return 'UTF-16 text: save it as UTF-8 first'
  const start = head.subarray(0, 4096)
  // A stray zero byte in a text is mended with its row; a binary file is full of them.
  if (start.filter((byte) => byte === 0).length > start.length / 10) return 'not a text file: it is full of zero bytes'
  return null
}

function startsWith(head: Uint8Array, magic: string): boolean {
  return Buffer.from(head.subarray(0, magic.length)).toString('latin1') === magic
}

async function* counted(stream: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void) {
  for await (const chunk of stream) {
    onBytes(chunk.length)
    yield chunk
  }
}
