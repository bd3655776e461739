import { draftOf, readDraft, type StepDraft, type StepErrors } from '#components/generation/recipe-draft.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { generateParams, type GenerateParams } from '#lib/generation/recipe.ts'

/** What the screen holds of a run before it is started; numbers as they are typed. */
export interface GenerationDraft {
  steps: readonly StepDraft[]
  /** Empty: none is chosen. */
  endpointId: string
  limit: string
  budgetTokens: string
  budgetCost: string
  again: boolean
}

type Field = 'endpointId' | 'limit' | 'budgetTokens' | 'budgetCost' | 'steps'
type Read =
  | { params: GenerateParams; stepErrors: readonly StepErrors[]; errors: Partial<Record<Field, string>> }
  | { params: null; stepErrors: readonly StepErrors[]; errors: Partial<Record<Field, string>> }

export function emptyDraft(): GenerationDraft {
  return { steps: [draftOf('refine'), draftOf('backtranslate'), draftOf('judge'), draftOf('redundancy')], endpointId: '', limit: '', budgetTokens: '', budgetCost: '', again: false }
}

/** What is to be asked of the server, or what is wrong with it; `endpointId` is the run's endpoint where the draft names none. */
export function readGeneration(draft: GenerationDraft, filter: PairFilter): Read {
  const read = draft.steps.map(readDraft)
  const stepErrors = read.map(({ errors }) => errors ?? {})
  const errors: Partial<Record<Field, string>> = {}
  const steps = read.flatMap(({ step }) => step ?? [])
  const parsed = generateParams.safeParse({
    steps,
    endpointId: draft.endpointId || null,
    filter,
    ...typed('limit', draft.limit),
    budget: { ...typed('tokens', draft.budgetTokens), ...typed('cost', draft.budgetCost) },
    again: draft.again,
  })
  for (const issue of parsed.error?.issues ?? []) {
    const [first, second, third] = issue.path
    if (first === 'steps' && third === 'endpointId') errors.endpointId ??= 'Choose a model: a step of this recipe asks one.'
    else if (first === 'steps' && second === undefined) errors.steps ??= issue.message
    else if (first === 'limit') errors.limit ??= 'A whole number of pairs, 1 or more'
    else if (first === 'budget') errors[second === 'cost' ? 'budgetCost' : 'budgetTokens'] ??= second === 'cost' ? 'More than 0' : 'A whole number of tokens, 1 or more'
  }
  return { params: parsed.success && steps.length === draft.steps.length ? parsed.data : null, stepErrors, errors }
}

/** A number where one was typed; nothing where the field is empty. */
function typed(name: string, text: string): Record<string, number> {
  return text.trim() === '' ? {} : { [name]: Number(text) }
}
