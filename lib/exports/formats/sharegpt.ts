import { datasetInfo } from '#lib/exports/formats/dataset-info.ts'
import type { ChatMessage } from '#lib/pairs/record.ts'
import { conversation, type ExportFormat } from '#lib/exports/formats/format.ts'

/** ShareGPT's conversations: turns of human and gpt. */
export const sharegpt: ExportFormat = {
  id: 'sharegpt',
  toRow: (example) => ({ id: example.id, conversations: conversation(example).map((turn) => ({ from: speaker[turn.role], value: turn.content })) }),
  companions: (files) => datasetInfo(files, { formatting: 'sharegpt', columns: { messages: 'conversations' }, tags: { role_tag: 'from', content_tag: 'value', user_tag: 'human', assistant_tag: 'gpt', system_tag: 'system' } }),
}

/** ShareGPT's name for each role. */
const speaker: Record<ChatMessage['role'], string> = { system: 'system', user: 'human', assistant: 'gpt' }
