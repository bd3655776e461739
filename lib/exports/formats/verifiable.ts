import { officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { promptMessages, provenance, type ExportConstraint, type ExportExample, type ExportFormat } from '#lib/exports/formats/format.ts'

/**
 * RLVR rows as open-instruct's IF verifier reads them: `ground_truth` is JSON of [{instruction_id, kwargs}], `dataset` names the verifier.
 * `instruction_id_list` and `kwargs` say the same for readers of IFEval's form.
 */
export const rlvr: ExportFormat = {
  id: 'rlvr',
  expresses: (constraint) => instructionsOf(constraint).length > 0,
  toRow: (example) => {
    const { ids, kwargs } = rewards(example)
    return {
      key: example.id,
      messages: promptMessages(example),
      dataset: 'ifeval',
      ground_truth: JSON.stringify([{ instruction_id: ids, kwargs: kwargs.map((each) => (Object.keys(each).length === 0 ? null : each)) }]),
      constraint_type: ids.length > 1 ? 'multi' : 'single',
      constraint: example.constraints.map(({ text }) => text).join(' '),
      prompt: example.prompt,
      instruction_id_list: ids,
      kwargs,
      meta: provenance(example),
    }
  },
}

/** An evaluation split in IFEval's input form: its scripts run over it as over their own prompts. */
export const ifevalPrompts: ExportFormat = {
  id: 'ifeval',
  expresses: (constraint) => instructionsOf(constraint).length > 0,
  toRow: (example) => {
    const { ids, kwargs } = rewards(example)
    return { key: numericKey(example.id), prompt: example.prompt, instruction_id_list: ids, kwargs }
  },
}

/** The benchmarks' instructions that verify a constraint: its own id where it has an official one, its counterparts otherwise. */
function instructionsOf({ checker }: Pick<ExportConstraint, 'checker'>): { id: string; kwargs: Record<string, unknown> }[] {
  if (!checker) return []
  return checker.id.startsWith('pincer:') ? officialCounterparts(checker) : [checker]
}

/** The verifiable rewards of constraints: instruction ids with the arguments of each, in order. */
export function rewards(example: Pick<ExportExample, 'constraints'>): { ids: string[]; kwargs: Record<string, unknown>[] } {
  const all = example.constraints.flatMap(instructionsOf)
  return { ids: all.map(({ id }) => id), kwargs: all.map(({ kwargs }) => withoutNulls(kwargs)) }
}

/** IFEval passes every named argument on: a null would be one too many. */
function withoutNulls(kwargs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).filter(([, value]) => value !== null && value !== undefined))
}

/** IFEval's keys are numbers: the first 12 hexadecimal digits of the id, which a double holds exactly. */
function numericKey(id: string): number {
  return Number.parseInt(id.replace(/^pincer-/, '').slice(0, 12), 16)
}
