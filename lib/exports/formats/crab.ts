import { conversation, type ExportFormat } from '#lib/exports/formats/format.ts'

/** The rows of the training files that Crab's authors published (arXiv 2410.24175): forward examples; `shots` are the ids of those that demonstrate. */
export const crab: ExportFormat = {
  id: 'crab',
  toRow: (example) => ({
    id: `${example.id}_forward`,
    cnt_id: example.id,
    source: example.source,
    messages: conversation(example),
    Num_Cons: example.constraints.length,
    shots: (example.demonstrations ?? []).map(({ id }) => id),
  }),
}
