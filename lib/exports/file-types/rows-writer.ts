import { openHashedFile } from '#lib/exports/file-types/hashed-file.ts'
import { parquetRows } from '#lib/exports/file-types/parquet-rows.ts'
import { csvRows, jsonLines } from '#lib/exports/file-types/text-rows.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** A file with rows that is being written, a part of it in memory. */
export interface RowsWriter {
  /** `json`: the row as JSON, in UTF-8, where it is known; it holds until the call returns. Null where the row was only taken up: nothing to wait for. */
  write(row: Record<string, unknown>, json?: Uint8Array): Promise<void> | null
  /** Hash and size of the bytes on disk. */
  close(): Promise<{ bytes: number; sha256: string }>
}

/** Opens a file of rows with these columns. The same rows give the same bytes. */
export async function openRowsWriter(path: string, type: FileType, columns: readonly Column[]): Promise<RowsWriter> {
  const file = await openHashedFile(path, type === 'jsonl.gz')
  if (type === 'parquet') return parquetRows(file, columns)
  return type === 'csv' ? csvRows(file, columns) : jsonLines(file)
}
