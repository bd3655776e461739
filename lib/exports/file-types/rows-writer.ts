import { openHashedFile, type HashOfFile } from '#lib/exports/file-types/hashed-file.ts'
import { parquetRows } from '#lib/exports/file-types/parquet-rows.ts'
import { csvHeader } from '#lib/exports/file-types/csv-line.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import type { EncodedRows } from '#lib/exports/pieces/encode-rows.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** A file with rows that is being written. */
export interface RowsWriter {
  append(rows: Pick<EncodedRows, 'bytes' | 'parquet'>): Promise<void>
  /** Hash and size of the bytes on disk. */
  close(): Promise<HashOfFile>
}

/** Opens a file of rows with these columns. The same rows give the same bytes. */
export async function openRowsWriter(path: string, type: FileType, columns: readonly Column[]): Promise<RowsWriter> {
  const file = await openHashedFile(path, type === 'jsonl.gz')
  if (type === 'parquet') return parquetRows(file, columns)
  if (type === 'csv') {
    try {
      await file.write(Buffer.from(csvHeader(columns)))
    } catch (error) {
      await file.close()
      throw error
    }
  }
  return { append: ({ bytes }) => file.write(bytes), close: () => file.close() }
}
