import type { StepName } from '#lib/generation/recipe.ts'

interface StepWords {
  label: string
  /** What the step does, in a line. */
  explained: string
}

const words: Record<StepName, StepWords> = {
  rules: { label: 'Back-translate by rule', explained: 'Measures the response and states what it meets, each proven. Asks no model.' },
  refine: {
    label: 'Refine the instruction',
    explained: 'Asks for an instruction somewhat longer that fits the response more tightly; tables, code and input must all stay in it.',
  },
  backtranslate: {
    label: 'Back-translate by a model',
    explained: 'Asks which constraints the response meets, on the whole and in its parts. What a program can check is checked; what it refutes stays for review.',
  },
  judge: {
    label: 'Judge',
    explained: 'Asks whether the response meets each constraint that no program can tell, with the words of the response that show it.',
  },
  redundancy: { label: 'Drop what is said twice', explained: 'Of constraints of one pair that say the same (ROUGE-L), keeps one. Asks no model.' },
  near_duplicates: {
    label: 'Mark near-duplicates',
    explained: 'Finds pairs of the dataset that are nearly the same (MinHash) and marks them; removes nothing. Asks no model.',
  },
  evolve: { label: 'Evolve the instruction', explained: 'Asks for harder instructions, as variants beside the original.' },
  answer: { label: 'Answer', explained: 'Has a model answer instructions, and checks each answer against their constraints.' },
  difficulty: { label: 'Rate the difficulty', explained: 'Asks how difficult the pair is, 1 to 5, several times: mean and spread.' },
  relabel: { label: 'Relabel in hindsight', explained: 'Has a constraint that the response fails rewritten into what the response did do.' },
  satisfaction: {
    label: 'Natural satisfaction',
    explained: 'Has a model answer without and with each constraint: where it meets one unasked, training on it teaches little.',
  },
  lift: {
    label: 'Likelihood lift',
    explained: 'Measures how much likelier the constraint makes the response. Needs an endpoint that gives log-probabilities of prompts, such as vLLM.',
  },
}

/** In the order in which they are offered. */
export const stepNames: readonly StepName[] = [
  'rules', 'refine', 'backtranslate', 'judge', 'redundancy', 'near_duplicates', 'evolve', 'answer', 'difficulty', 'relabel', 'satisfaction', 'lift',
]

/** A step's name for people; a name that nobody knows (an older or newer version's) as it is. */
export function stepLabel(step: string): string {
  return new Map(Object.entries(words)).get(step)?.label ?? step
}

export function stepExplained(step: StepName): string {
  return words[step].explained
}
