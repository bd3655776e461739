import { isUtf8 } from 'node:buffer'
import type { RowError } from './record.ts'

/** One row as its container gave it, before any format made sense of it. */
export type RawRow =
  | { kind: 'row'; line: number; value: unknown; raw: () => string }
  | { kind: 'error'; error: RowError }

/** How many characters of a bad row an error shows. */
export const rawLimit = 500

/** Records above 32 MB are refused, so that one row can never take the memory of a whole file. */
export const recordLimit = 32 * 1024 * 1024

/** The first characters of a row's bytes, whatever their encoding; trailing line ends are dropped. */
export function excerpt(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, rawLimit * 4))
  return head.toString('utf8').trimEnd().slice(0, rawLimit)
}

/** The text of UTF-8 bytes, or null where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) return null
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

/** A row error about the row as a whole. */
export function rowError(line: number, reason: string, raw: string, field: string | null = null): RowError {
  return { line, field, reason, raw }
}

/**
 * The bytes of the record being read. They stay references into the chunks they came in until the record is complete;
 * once it is lost (`shrink`) only what an error shows is kept.
 */
export interface RecordBuffer {
  readonly size: number
  append(bytes: Uint8Array): void
  shrink(): void
  /** All bytes, and an empty buffer. */
  take(): Uint8Array
}

export function recordBuffer(): RecordBuffer {
  let parts: Uint8Array[] = []
  let size = 0
  let shrunk = false
  const join = () => {
    const only = parts[0]
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
  }
  const headOnly = () => {
    parts = [Uint8Array.from(join().subarray(0, rawLimit * 4))]
    shrunk = true
  }
  return {
    get size() {
      return size
    },
    append(bytes) {
      size += bytes.length
      if (shrunk && size - bytes.length >= rawLimit * 4) return
      parts.push(bytes)
      if (shrunk) headOnly()
    },
    shrink() {
      if (!shrunk) headOnly()
    },
    take() {
      const all = join()
      parts = []
      size = 0
      shrunk = false
      return all
    },
  }
}
