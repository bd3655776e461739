import { hash } from 'node:crypto'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { csvLine } from '#lib/exports/file-types/csv-line.ts'
import { groupEncoder, type ParquetGroups } from '#lib/exports/file-types/parquet-rows.ts'
import type { Column } from '#lib/exports/formats/columns.ts'
import type { ExportRow } from '#lib/exports/export-row.ts'
import { leafMark } from '#lib/exports/merkle.ts'
import { GrowingBytes } from '#lib/exports/pieces/growing-bytes.ts'

/** Rows of one file as its bytes, in order: a stretch of the file, wherever in it that comes to lie. */
export interface EncodedRows {
  rows: number
  /** Gzip comes over all of a file: its rows are plain here. */
  bytes: Uint8Array<ArrayBuffer>
  /** The hash of each row's leaf in the file's Merkle tree, 32 bytes each. */
  leaves: Uint8Array<ArrayBuffer>
  /** What Parquet says of the bytes; null for other types. */
  parquet: Pick<ParquetGroups, 'groups' | 'indexes'> | null
}

/** Takes up rows of one file; several times, each time until `take`. */
export interface RowsEncoder {
  /** Returns how many bytes the row has as JSON. */
  add(row: ExportRow): number
  /** The SHA-256 of the row that was added last, as JSON: hexadecimal. */
  lastHash(): string
  take(): EncodedRows
}

const lineEnd = 10

/** Makes the bytes of rows as one type of file has them. */
export function encodeRows(type: FileType, columns: readonly Column[]): RowsEncoder {
  // Each line stands behind a byte: while its leaf is hashed the mark of leaves, afterwards the end of the line before.
  const lines = new GrowingBytes()
  const leaves = new GrowingBytes()
  const csv = type === 'csv' ? new GrowingBytes() : null
  const parquet = type === 'parquet' ? groupEncoder(columns) : null
  let rows = 0
  let last: Uint8Array = new Uint8Array()
  return {
    add(row) {
      if (csv || parquet) lines.size = 0
      const start = lines.size
      const leaf = lines.add(leafMark, row.json)
      leaves.addLatin(hash('sha256', leaf, 'binary'))
      last = leaf
      lines.set(start, lineEnd)
      rows++
      csv?.addText(csvLine(row.fields(), columns))
      parquet?.add(row.fields())
      return leaf.length
    },
    lastHash: () => hash('sha256', last.subarray(1), 'hex'),
    take() {
      const said = { rows, leaves: leaves.take() }
      rows = 0
      if (parquet) {
        const { bytes, ...told } = parquet.take()
        return { ...said, bytes, parquet: told }
      }
      if (!csv && said.rows > 0) lines.add(lineEnd, '')
      return { ...said, bytes: csv ? csv.take() : lines.take(1), parquet: null }
    },
  }
}
