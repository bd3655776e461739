import type { ExportFormat } from '#lib/exports/formats/format.ts'

/** Conversations as TRL's SFTTrainer and the OpenAI fine-tuning files have them, with Pincer's provenance beside them. */
export const sftMessages: ExportFormat = {
  id: 'sft-messages',
  label: 'SFT messages (JSONL)',
  fileName: 'train.jsonl',
  toRow: (example) => ({
    id: example.id,
    source: example.source,
    messages: [
      ...(example.system ? [{ role: 'system', content: example.system }] : []),
      ...example.history,
      { role: 'user', content: example.prompt },
      { role: 'assistant', content: example.response },
    ],
    meta: {
      license: example.license,
      language: example.language,
      original_instruction: example.originalInstruction,
      constraints: example.constraints,
    },
  }),
}
