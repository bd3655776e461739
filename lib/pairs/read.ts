import { repairRecord, stripNul } from './content-hash.ts'
import { isPair } from './formats/format.ts'
import { pairFormat } from './formats/registry.ts'
import { openSource } from './open.ts'
import { rowError } from './row.ts'
import type { PairFormat } from './formats/format.ts'
import type { ColumnMapping, FieldMapping, ReadItem, RowError } from './record.ts'
import type { RawRow } from './row.ts'

/**
 * Reads a file's pairs one after the other. Memory does not grow with the file; every row comes out as a pair, an
 * error or a skip with its reason, and `bytesRead` says how much of the file is done. Throws the signal's reason
 * once aborted, and RangeError for a format nobody knows.
 */
export async function* readPairs(
  path: string,
  mapping: FieldMapping,
  signal?: AbortSignal,
): AsyncGenerator<ReadItem & { bytesRead: number }> {
  const format = pairFormat(mapping.format)
  if (format === undefined) throw new RangeError(`there is no import format '${mapping.format}'`)
  signal?.throwIfAborted()
  const source = await openSource({ path })
  try {
    for await (const row of source.rows()) {
      signal?.throwIfAborted()
      yield { ...readRow(row, format, mapping.columns), bytesRead: source.bytesRead() }
    }
  } finally {
    await source.close()
  }
}

/** One row as a format reads it, with unstorable characters replaced. */
export function readRow(row: RawRow, format: PairFormat, columns: ColumnMapping | undefined): ReadItem {
  if (row.kind === 'error') return { kind: 'error', error: storable(row.error) }
  const converted = format.toPair(row.value, columns)
  if (isPair(converted)) return { kind: 'pair', line: row.line, record: repairRecord(converted) }
  if ('skip' in converted) return { kind: 'skip', line: row.line, reason: converted.skip }
  const { field, reason } = converted.error
  return { kind: 'error', error: storable(rowError(row.line, reason, row.raw(), field)) }
}

function storable({ line, field, reason, raw }: RowError): RowError {
  return { line, field: field === null ? null : stripNul(field), reason: stripNul(reason), raw: stripNul(raw) }
}
