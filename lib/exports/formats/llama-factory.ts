import { datasetInfo } from '#lib/exports/formats/dataset-info.ts'
import { conversation, provenance, type ExportFormat } from '#lib/exports/formats/format.ts'

/**
 * LLaMA-Factory's sharegpt formatting over messages, with the dataset_info.json that names columns and roles: `dataset_dir` is the folder. It guesses the types of fields from
 * the beginning of a file, so that `meta`, which differs from row to row, is JSON text.
 */
export const llamaFactory: ExportFormat = {
  id: 'llama-factory',
  toRow: (example) => ({ id: example.id, messages: conversation(example), meta: JSON.stringify(provenance(example)) }),
  companions: (files) =>
    datasetInfo(files, {
      formatting: 'sharegpt',
      columns: { messages: 'messages' },
      tags: { role_tag: 'role', content_tag: 'content', user_tag: 'user', assistant_tag: 'assistant', system_tag: 'system' },
    }),
}
