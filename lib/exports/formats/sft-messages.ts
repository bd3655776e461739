import { conversation, provenance, type ExportFormat } from '#lib/exports/formats/format.ts'

/** Conversations as TRL's SFTTrainer has them, with Pincer's provenance beside them. */
export const sftMessages: ExportFormat = {
  id: 'sft-messages',
  toRow: (example) => ({ id: example.id, source: example.source, messages: conversation(example), meta: provenance(example) }),
}
