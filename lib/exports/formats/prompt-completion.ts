import { promptMessages, provenance, type ExportFormat } from '#lib/exports/formats/format.ts'

/** TRL's conversational prompt-completion rows: the loss is on the completion alone. */
export const promptCompletion: ExportFormat = {
  id: 'prompt-completion',
  toRow: (example) => ({
    id: example.id,
    source: example.source,
    prompt: promptMessages(example),
    completion: [{ role: 'assistant', content: example.response }],
    meta: provenance(example),
  }),
}
