import type { ExportFormatId } from '#lib/exports/format-names.ts'

/** Every type that the files with rows can have, as people call it. */
export const fileTypeLabels = { jsonl: 'JSON lines', 'jsonl.gz': 'JSON lines, gzip', parquet: 'Parquet', csv: 'CSV' } as const
export type FileType = keyof typeof fileTypeLabels
export const fileTypes = ['jsonl', 'jsonl.gz', 'parquet', 'csv'] as const satisfies readonly FileType[]

/** The type of a file by its name; null for one that holds no rows. */
export function fileTypeOf(name: string): FileType | null {
  return fileTypes.find((type) => name.endsWith(`.${type}`)) ?? null
}

/** Readers that know a file by its name, or cannot read lists out of a CSV file. All others read every type. */
const read: Partial<Record<ExportFormatId, readonly FileType[]>> = {
  openai: ['jsonl'],
  'llama-factory': ['jsonl', 'parquet'],
  axolotl: ['jsonl', 'jsonl.gz', 'parquet'],
}

/** The file types that a format's reader takes. */
export function fileTypesFor(format: ExportFormatId): readonly FileType[] {
  return read[format] ?? fileTypes
}
