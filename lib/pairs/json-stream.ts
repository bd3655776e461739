import { BrokenSource, asBytes } from './chunks.ts'
import { decodeUtf8, excerpt, recordBuffer, recordLimit, rowError } from './row.ts'
import type { RawRow } from './row.ts'

export interface JsonStreamOptions {
  /** Bytes a record may have; 32 MiB unless told. */
  maxRecordBytes?: number
  /** Levels of nesting a record may have. Deeper ones are refused: what reads them later may recurse. */
  maxDepth?: number
}

/** A splitter that is fed by hand: `write` and `end` answer the rows that became complete. */
export interface RowSplitter {
  write(chunk: Uint8Array): RawRow[]
  /** `fault` says why the input stopped, where it did not simply end. */
  end(fault?: string): RawRow[]
}

/**
 * Splits a stream of JSON values into rows: lines (JSONL), values in a row with or without line breaks inside
 * (pretty-printed, concatenated), or the elements of a top-level array. Each row carries the line it begins on.
 * Only one record is held at a time, and the result does not depend on where the chunks are cut (of a record that is
 * both too large and broken otherwise, which of the two is said may).
 */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array | string>,
  options: JsonStreamOptions = {},
): AsyncGenerator<RawRow> {
  yield* splitRows(asBytes(chunks), createJsonSplitter(options))
}

/** Drives a splitter over chunks; a source that breaks ends with one error, after everything that was read before. */
export async function* splitRows(chunks: AsyncIterable<Uint8Array>, splitter: RowSplitter): AsyncGenerator<RawRow> {
  let fault: string | undefined
  try {
    for await (const chunk of chunks) yield* splitter.write(chunk)
  } catch (error) {
    if (!(error instanceof BrokenSource)) throw error
    fault = error.message
  }
  yield* splitter.end(fault)
}

const tab = 0x09
const newline = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openArray = 0x5b
const backslash = 0x5c
const closeArray = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

/**
 * The state machine behind {@link splitJson}. It follows strings and brackets only; what is inside is
 * `JSON.parse`'s to judge, so that a record with balanced brackets is isolated for free. A record that never
 * balances (cut off in the middle, a string without its end) is given up where a line starts an object at its own
 * indentation or less and no value can stand there, or where the file is one of lines: until a record took more
 * than one. In an array that is all on one line, nothing after a string with a raw line break can be
 * found again.
 */
export function createJsonSplitter(options: JsonStreamOptions = {}): RowSplitter {
  const maxBytes = options.maxRecordBytes ?? recordLimit
  const maxDepth = options.maxDepth ?? 256
  const buffer = recordBuffer()
  const kinds = new Uint8Array(maxDepth + 1)
  let rows: RawRow[] = []
  /** `lost`: within a record that is given up, looking for a line that starts the next one. */
  let place: 'between' | 'record' | 'scalar' | 'lost' = 'between'
  let inArray = false
  let line = 1
  let indent = 0
  let atLineStart = true
  let startLine = 1
  let startIndent = 0
  let depth = 0
  let inString = false
  let escaped = false
  /** The last byte of the record that is not white space: says whether a value can follow. */
  let last = 0
  let doom: string | null = null
  let linesAreRecords = true
  /**
   * The record's first line is its opening bracket only, as printers make it that indent, or break lines without
   * indenting.
   */
  let bareOpener = false

  const begin = (kind: 'record' | 'scalar') => {
    place = kind
    startLine = line
    startIndent = indent
    depth = 0
    inString = false
    escaped = false
    last = 0
    doom = null
    bareOpener = false
  }
  const giveUp = (reason: string) => {
    doom ??= reason
    buffer.shrink()
  }
  const finish = () => {
    const bytes = buffer.take()
    if (place === 'record' && doom === null) linesAreRecords = line === startLine
    rows.push(doom === null ? parseRecord(bytes, startLine) : failed(startLine, doom, bytes))
    place = 'between'
  }
  const canHoldValue = () =>
    last === openArray || last === colon || (last === comma && kinds[depth] === openArray)
  const startsAfresh = () =>
    atLineStart && line > startLine && indent <= startIndent &&
    (doom !== null || (linesAreRecords && !bareOpener) || !canHoldValue())

  function write(chunk: Uint8Array): RawRow[] {
    rows = []
    let from = 0
    const keep = (to: number) => {
      if (to > from) buffer.append(chunk.subarray(from, to))
      if (buffer.size > maxBytes) giveUp(`the record is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`)
      from = to
    }
    const restart = (at: number) => {
      keep(at)
      doom ??= 'the record is not finished: the next one begins before its end'
      finish()
      begin('record')
      depth = 1
      kinds[1] = openObject
      last = openObject
    }
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0
      if (place === 'record' && inString) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) {
          inString = false
          last = quote
        }
        if (byte === newline) {
          giveUp('a string is not closed at the end of its line')
          place = 'lost'
        } else continue
      }
      if (byte === newline) {
        if (place === 'scalar') {
          keep(i)
          finish()
        }
        if (line === startLine && place === 'record') {
          bareOpener = depth === 1 && (last === openObject || last === openArray)
        }
        line++
        indent = 0
        atLineStart = true
        continue
      }
      if (byte === space || byte === tab || byte === carriageReturn) {
        if (atLineStart) indent++
        continue
      }
      if (place === 'between') {
        from = i
        if (byte === comma) continue
        if (byte === openArray && !inArray) {
          inArray = true
          // Python's printers put the first element right behind the bracket and align the others with it.
          if (atLineStart) indent++
          continue
        }
        if (byte === closeArray && inArray) {
          inArray = false
          atLineStart = false
          continue
        }
        begin(byte === openObject || byte === openArray ? 'record' : 'scalar')
      } else if (byte === openObject && place !== 'scalar' && startsAfresh()) {
        restart(i)
        atLineStart = false
        continue
      }
      atLineStart = false
      if (place === 'lost') continue
      if (place === 'scalar') {
        if (escaped) escaped = false
        else if (inString && byte === backslash) escaped = true
        else if (byte === quote) inString = !inString
        else if (inArray && !inString && (byte === comma || byte === closeArray)) {
          keep(i)
          finish()
          if (byte === closeArray) inArray = false
        }
        continue
      }
      last = byte
      if (byte === quote) inString = true
      else if (byte === openObject || byte === openArray) {
        depth++
        if (depth <= maxDepth) kinds[depth] = byte
        else giveUp(`the record is nested more than ${maxDepth} levels deep`)
      } else if (byte === closeObject || byte === closeArray) {
        depth--
        if (depth === 0) {
          keep(i + 1)
          finish()
        }
      }
    }
    if (place !== 'between') keep(chunk.length)
    return rows
  }

  function end(fault?: string): RawRow[] {
    rows = []
    if (place === 'scalar' && fault === undefined) finish()
    else if (place !== 'between') {
      doom = fault ?? doom ?? 'the file ends inside this record'
      finish()
    } else {
      const reason = fault ?? (inArray ? 'the file ends before the closing bracket of its list' : null)
      if (reason !== null) rows.push(failed(line, reason, new Uint8Array()))
    }
    return rows
  }
  return { write, end }
}

/** Whether to look closer: asking about every value of every record takes several times as long as parsing them. */
const mayHoldHugeNumber = /\d{16}|\d[eE]\+?\d{3}/

/** A whole number that JavaScript does not have to the digit, or one beyond all that it has, as the text that it was: it may be an id, or an answer. */
function asItsText(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return !Number.isFinite(value) || (/^-?\d{16,}$/.test(source) && String(value) !== source) ? source : value
}

function parseRecord(bytes: Uint8Array, line: number): RawRow {
  const text = decodeUtf8(bytes)
  if (text === null) return failed(line, 'not valid UTF-8', bytes)
  try {
    const value: unknown = mayHoldHugeNumber.test(text) ? JSON.parse(text, asItsText) : JSON.parse(text)
    return { kind: 'row', line, value, raw: () => excerpt(bytes) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return failed(line, `not valid JSON: ${detail.slice(0, 200)}`, bytes)
  }
}

function failed(line: number, reason: string, bytes: Uint8Array): RawRow {
  return { kind: 'error', error: rowError(line, reason, excerpt(bytes)) }
}
