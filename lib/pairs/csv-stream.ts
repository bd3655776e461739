import { decodeUtf8, excerpt, recordBuffer, recordLimit, rowError } from './row.ts'
import type { RowSplitter } from './json-stream.ts'
import type { RawRow } from './row.ts'

const newline = 0x0a
const carriageReturn = 0x0d
const quote = 0x22

/** How many bytes may be read a second time after rows with broken quotes, over the whole file. */
const rereadLimit = 256 * 1024 * 1024

/**
 * Splits RFC 4180 text (any one-byte delimiter) into rows keyed by the header's names. Quotes mean something only
 * at the start of a field. A row whose quotes are broken is one error, and reading goes on with the line after
 * the one it begins on, so that a forgotten quote costs one row and not the rest of the file (which is why this
 * is not a library's parser).
 */
export function createCsvSplitter(
  delimiter: string,
  options: { maxRecordBytes?: number; onHeader?: (columns: string[]) => void } = {},
): RowSplitter {
  const maxBytes = options.maxRecordBytes ?? recordLimit
  const delimiterByte = delimiter.charCodeAt(0)
  const buffer = recordBuffer()
  let rows: RawRow[] = []
  let header: string[] | null = null
  let state: 'field' | 'plain' | 'quoted' | 'closed' | 'spoiled' = 'field'
  let doom: string | null = null
  let line = 1
  let startLine = 1
  let reread = 0
  let todo: Uint8Array[] = []

  const reset = () => {
    state = 'field'
    doom = null
    startLine = line
  }
  const finish = () => {
    const bytes = buffer.take()
    const end = bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length
    if (doom !== null) rows.push({ kind: 'error', error: rowError(startLine, doom, excerpt(bytes)) })
    else if (end > 0) take(bytes.subarray(0, end))
    reset()
  }
  const take = (bytes: Uint8Array) => {
    const text = decodeUtf8(bytes)
    const error = (reason: string): RawRow => ({ kind: 'error', error: rowError(startLine, reason, excerpt(bytes)) })
    if (text === null) {
      rows.push(error('not valid UTF-8'))
      return
    }
    const fields = splitFields(text, delimiter)
    if (header === null) {
      header = columnNames(fields)
      options.onHeader?.(header)
    } else if (fields.length !== header.length) {
      rows.push(error(`has ${fields.length} fields where the header has ${header.length}`))
    } else {
      const value = Object.fromEntries(header.map((name, i) => [name, fields[i]]))
      rows.push({ kind: 'row', line: startLine, value, raw: () => excerpt(bytes) })
    }
  }
  /**
   * Gives up the record at its first line break and puts what followed back; `rest` is what of the chunk is
   * unread.
   */
  const giveUp = (reason: string, rest: Uint8Array) => {
    const bytes = buffer.take()
    const cut = bytes.indexOf(newline)
    rows.push({ kind: 'error', error: rowError(startLine, reason, excerpt(bytes.subarray(0, cut))) })
    if (rest.length > 0) todo.unshift(rest)
    todo.unshift(bytes.subarray(cut + 1))
    reread += bytes.length - cut - 1
    line = startLine + 1
    reset()
  }

  function scan(chunk: Uint8Array): void {
    let from = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0
      if (state === 'quoted') {
        if (byte === quote) state = 'closed'
        else if (byte === newline) line++
        continue
      }
      if (byte === newline) {
        if (i > from) buffer.append(chunk.subarray(from, i))
        from = i + 1
        line++
        finish()
      } else if (byte === delimiterByte) {
        if (state !== 'spoiled') state = 'field'
      } else if (state === 'field') state = byte === quote ? 'quoted' : 'plain'
      else if (state === 'closed') {
        if (byte === quote) state = 'quoted'
        else if (byte !== carriageReturn) {
          const reason = 'text follows the closing quote of a field'
          if (doom === null && line > startLine && reread < rereadLimit) {
            buffer.append(chunk.subarray(from, i))
            giveUp(reason, chunk.subarray(i))
            return
          }
          doom ??= reason
          state = 'spoiled'
        }
      }
    }
    if (from < chunk.length) buffer.append(chunk.subarray(from))
    if (buffer.size <= maxBytes) return
    const reason = `the record is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`
    if (state === 'quoted' && line > startLine && reread < rereadLimit) {
      giveUp(`${reason}: a quote is not closed`, new Uint8Array())
    } else {
      doom ??= reason
      buffer.shrink()
    }
  }
  function drain(): void {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) scan(next)
  }
  function write(chunk: Uint8Array): RawRow[] {
    rows = []
    todo = [chunk]
    drain()
    return rows
  }
  function end(fault?: string): RawRow[] {
    rows = []
    if (fault !== undefined) {
      rows.push({ kind: 'error', error: rowError(startLine, fault, excerpt(buffer.take())) })
      return rows
    }
    while (state === 'quoted' && doom === null && line > startLine && reread < rereadLimit) {
      giveUp('a quote is not closed', new Uint8Array())
      drain()
    }
    if (state === 'quoted') doom ??= 'a quote is not closed'
    finish()
    return rows
  }
  return { write, end }
}

/** The fields of one complete record. */
function splitFields(text: string, delimiter: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1)
      while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
      const end = close === -1 ? text.length : close
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
    } else {
      const end = text.indexOf(delimiter, at)
      fields.push(end === -1 ? text.slice(at) : text.slice(at, end))
      at = end === -1 ? text.length : end
    }
    if (at >= text.length) return fields
    at++
  }
}

/** Header names, made unique: an empty one becomes `column_3`, a repeated one gets `_2`. */
function columnNames(fields: string[]): string[] {
  const seen = new Set<string>()
  return fields.map((field, i) => {
    const base = field.trim() || `column_${i + 1}`
    let name = base
    for (let n = 2; seen.has(name); n++) name = `${base}_${n}`
    seen.add(name)
    return name
  })
}

/** The delimiter that splits the first lines most evenly: comma, tab, semicolon or bar; comma when none does. */
export function sniffDelimiter(head: string): string {
  let best = ','
  let bestScore = 0
  for (const candidate of [',', '\t', ';', '|']) {
    const counts = delimitersPerRecord(head, candidate)
    const first = counts[0] ?? 0
    const even = counts.filter((count) => count === first).length / Math.max(counts.length, 1)
    const score = first === 0 ? 0 : even + Math.min(first, 9) / 100
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

function delimitersPerRecord(head: string, delimiter: string): number[] {
  const counts: number[] = []
  let count = 0
  let quoted = false
  for (const character of head) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === delimiter) count++
    else if (character === '\n') {
      counts.push(count)
      count = 0
      if (counts.length === 20) break
    }
  }
  if (counts.length === 0) counts.push(count)
  return counts
}
