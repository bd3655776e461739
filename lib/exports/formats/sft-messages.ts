import { conversation, provenance, type ExportFormat } from '#lib/exports/formats/format.ts'
import { conversationJson, provenanceJson } from '#lib/exports/formats/row-json.ts'
import { JsonText, quotedOften } from '#lib/exports/json-text.ts'

/** Conversations as TRL's SFTTrainer has them, with Pincer's provenance beside them. */
export const sftMessages: ExportFormat = {
  id: 'sft-messages',
  toRow: (example) => ({ id: example.id, source: example.source, messages: conversation(example), meta: provenance(example) }),
  toColumns: (example) => ({ id: example.id, source: example.source, messages: conversation(example), meta: new JsonText(provenanceJson(example)) }),
  toJson: (example) => `{"id":${JSON.stringify(example.id)},"source":${quotedOften(example.source)},"messages":${conversationJson(example)},"meta":${provenanceJson(example)}}`,
}
