import { fileTypeOf, type FileType } from '#lib/exports/file-type-names.ts'
import type { RowsFile } from '#lib/exports/formats/format.ts'

/** The types of files that LLaMA-Factory knows by their names and that hold lists. */
const read: readonly (FileType | null)[] = ['jsonl', 'parquet']

/** The dataset_info.json that LLaMA-Factory reads of its `dataset_dir`: an entry for each file with rows, which says what its fields are; none where their type is one that it does not read. */
export function datasetInfo(files: readonly RowsFile[], described: Record<string, unknown>): { name: string; text: string }[] {
  if (!files.every(({ name }) => read.includes(fileTypeOf(name)))) return []
  const entries = files.map(({ name }) => [`pincer_${name.split('.')[0] ?? name}`, { file_name: name, ...described }])
  return [{ name: 'dataset_info.json', text: `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n` }]
}
