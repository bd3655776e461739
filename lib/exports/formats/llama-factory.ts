import { conversation, provenance, type ExportFormat } from '#lib/exports/formats/format.ts'

/** LLaMA-Factory's sharegpt formatting over messages, with the dataset_info.json that names columns and roles: `dataset_dir` is the folder. */
export const llamaFactory: ExportFormat = {
  id: 'llama-factory',
  toRow: (example) => ({ id: example.id, messages: conversation(example), meta: provenance(example) }),
  companions: (files) => [{ name: 'dataset_info.json', text: `${JSON.stringify(Object.fromEntries(files.map(({ name }) => [`pincer_${name.split('.')[0] ?? name}`, described(name)])), null, 2)}\n` }],
}

function described(fileName: string): unknown {
  return {
    file_name: fileName,
    formatting: 'sharegpt',
    columns: { messages: 'messages' },
    tags: { role_tag: 'role', content_tag: 'content', user_tag: 'user', assistant_tag: 'assistant', system_tag: 'system' },
  }
}
