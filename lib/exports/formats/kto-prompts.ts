import { promptMessages, provenance, type ExportExample, type ExportFormat } from '#lib/exports/formats/format.ts'

/**
 * One response under two prompts, as TRL's KTOTrainer reads it: the one that it meets, wanted, and one with a constraint made false of it, not wanted.
 * The texts are the same to the letter, so that only reading the constraint tells them apart.
 */
export const ktoPrompts: ExportFormat = {
  id: 'kto-prompts',
  toRow: (example) => rowOf(example, [], true),
  toFalseRow: (example) => {
    const { falsePrompt } = example
    return falsePrompt ? rowOf({ ...example, prompt: falsePrompt.prompt, constraints: falsePrompt.constraints }, [falsePrompt.violated], false) : null
  },
}

function rowOf(example: ExportExample, violated: number[], label: boolean): Record<string, unknown> {
  return {
    id: `${example.id}-${label ? 'chosen' : 'rejected'}`,
    source: example.source,
    prompt: promptMessages(example),
    completion: [{ role: 'assistant', content: example.response }],
    label,
    meta: { ...provenance(example), violated, method: 'prompts', margin: violated.length / example.constraints.length },
  }
}
