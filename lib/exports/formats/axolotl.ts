import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { conversation, provenance, type ExportFormat, type RowsFile } from '#lib/exports/formats/format.ts'

/** Axolotl's chat_template dataset type, with the lines of its configuration that name the files. */
export const axolotl: ExportFormat = {
  id: 'axolotl',
  toRow: (example) => ({ messages: conversation(example), id: example.id, meta: provenance(example) }),
  companions: (files) => axolotlConfiguration(files, { type: 'chat_template', field_messages: 'messages' }),
}

/** The axolotl.yml beside rows for Axolotl; none where their type is one that it does not read. `settings`: lines that go before. */
export function axolotlConfiguration(files: readonly RowsFile[], fields: Readonly<Record<string, string>>, settings = ''): { name: string; text: string }[] {
  if (files.some(({ name }) => fileTypeOf(name) === 'csv')) return []
  const said = Object.entries(fields).map(([key, value]) => `    ${key}: ${value}\n`).join('')
  const section = (key: string, ofSection: readonly RowsFile[]): string =>
    ofSection.length === 0 ? '' : `${key}:\n${ofSection.map(({ name }) => `  - path: ${name}\n    ds_type: ${fileTypeOf(name) === 'parquet' ? 'parquet' : 'json'}\n${said}`).join('')}`
  const text = `# The part of an Axolotl configuration that reads this export; paths are relative to this folder.\n${settings}${section('datasets', files.filter(({ split }) => split === 'train'))}${section('test_datasets', files.filter(({ split }) => split === 'validation'))}`
  return [{ name: 'axolotl.yml', text }]
}
