import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { conversation, provenance, type ExportFormat, type RowsFile } from '#lib/exports/formats/format.ts'

/** Axolotl's chat_template dataset type, with the lines of its configuration that name the files. */
export const axolotl: ExportFormat = {
  id: 'axolotl',
  toRow: (example) => ({ messages: conversation(example), id: example.id, meta: provenance(example) }),
  companions: (files) => [{ name: 'axolotl.yml', text: configuration(files) }],
}

function configuration(files: readonly RowsFile[]): string {
  const section = (key: string, ofSection: readonly RowsFile[]): string =>
    ofSection.length === 0 ? '' : `${key}:\n${ofSection.map(({ name }) => `  - path: ${name}\n    ds_type: ${fileTypeOf(name) === 'parquet' ? 'parquet' : 'json'}\n    type: chat_template\n    field_messages: messages\n`).join('')}`
  return `# The part of an Axolotl configuration that reads this export; paths are relative to this folder.\n${section('datasets', files.filter(({ split }) => split === 'train'))}${section('test_datasets', files.filter(({ split }) => split === 'validation'))}`
}
