import { conversation, type ExportExample, type ExportFormat } from '#lib/exports/formats/format.ts'

/** The rows of the training files that Crab's authors published (arXiv 2410.24175): `shots` are the ids of those that demonstrate. */
export const crab: ExportFormat = {
  id: 'crab',
  toRow: (example) => ({
    id: `${baseId(example)}_${example.task?.kind ?? 'forward'}`,
    cnt_id: baseId(example),
    source: example.source,
    messages: conversation(example),
    Num_Cons: example.constraints.length,
    shots: (example.demonstrations ?? []).map(({ id }) => id),
  }),
}

/** The pair's own id: that of a reverse example says what it is, which Crab's says by itself. */
function baseId({ id }: ExportExample): string {
  return id.replace(/-reverse(?=$|-replay-)/, '')
}
