import type { StepName } from '#lib/generation/recipe.ts'

/** A setting of a step as the screen asks for it; `name` as in lib/generation/recipe.ts. */
export type StepField = { name: string; label: string } & (
  | { kind: 'number'; step?: number; optional?: boolean }
  | { kind: 'switch' }
  | { kind: 'one'; choices: readonly Choice[] }
  | { kind: 'several'; choices: readonly Choice[] }
)
interface Choice {
  value: string
  label: string
}

const temperature: StepField = { name: 'temperature', label: 'Temperature', kind: 'number', step: 0.1, optional: true }

const fields: Record<StepName, readonly StepField[]> = {
  rules: [{ name: 'types', label: 'Types', kind: 'one', choices: [{ value: 'all', label: 'All that can be proven' }, { value: 'crab', label: 'Crab’s six families' }] }],
  refine: [
    { name: 'minWords', label: 'Longer by at least, words', kind: 'number' },
    { name: 'maxWords', label: 'Longer by at most, words', kind: 'number' },
    temperature,
  ],
  backtranslate: [
    { name: 'scopes', label: 'Constraints of', kind: 'several', choices: [{ value: 'global', label: 'the whole response' }, { value: 'local', label: 'its parts' }] },
    temperature,
  ],
  judge: [
    { name: 'votes', label: 'Votes, an odd number', kind: 'number', step: 2 },
    temperature,
    { name: 'repair', label: 'Put a repaired text, judged again, in the place of a constraint that is false', kind: 'switch' },
    { name: 'judged', label: 'Judge again what a judge has judged', kind: 'switch' },
  ],
  redundancy: [{ name: 'threshold', label: 'Alike from ROUGE-L', kind: 'number', step: 0.05 }],
  near_duplicates: [
    { name: 'threshold', label: 'Alike from Jaccard', kind: 'number', step: 0.05 },
    {
      name: 'field',
      label: 'Of',
      kind: 'one',
      choices: [
        { value: 'both', label: 'instruction and response' },
        { value: 'instruction', label: 'the instruction' },
        { value: 'response', label: 'the response' },
      ],
    },
  ],
  evolve: [
    {
      name: 'method',
      label: 'Method',
      kind: 'one',
      choices: [
        { value: 'ecd', label: 'By operations (ECD)' },
        { value: 'tacie', label: 'By elements (TaCIE)' },
        { value: 'conifer', label: 'By nested levels (Conifer)' },
      ],
    },
    { name: 'rounds', label: 'Rounds, difficulties or levels', kind: 'number' },
    {
      name: 'operations',
      label: 'Operations of ECD',
      kind: 'several',
      choices: ['content', 'style', 'format', 'reasoning'].map((value) => ({ value, label: value })),
    },
    temperature,
  ],
  answer: [
    { name: 'samples', label: 'Answers each', kind: 'number' },
    { name: 'maxTokens', label: 'Tokens of an answer, at most', kind: 'number' },
    temperature,
    {
      name: 'of',
      label: 'To instructions that are',
      kind: 'several',
      choices: ['original', 'refined', 'composed', 'evolved', 'relabelled'].map((value) => ({ value, label: value })),
    },
  ],
  difficulty: [{ name: 'ratings', label: 'Ratings', kind: 'number' }, temperature],
  relabel: [temperature],
  satisfaction: [
    { name: 'samples', label: 'Answers without and with', kind: 'number' },
    { name: 'maxTokens', label: 'Tokens of an answer, at most', kind: 'number' },
    temperature,
  ],
  lift: [],
}

export function fieldsOf(step: StepName): readonly StepField[] {
  return fields[step]
}
