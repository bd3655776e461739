import { conversation, type ExportFormat } from '#lib/exports/formats/format.ts'

/** OpenAI's fine-tuning rows: messages and nothing else, for their check refuses other fields. */
export const openaiFineTuning: ExportFormat = {
  id: 'openai',
  toRow: (example) => ({ messages: conversation(example) }),
}
