import { fieldsOf } from '#components/generation/step-fields.ts'
import { recipeStep, stepsWithoutEndpoint, type RecipeStep, type StepName } from '#lib/generation/recipe.ts'

/** A setting as the screen holds it: numbers as they are typed. */
export type DraftValue = string | boolean | readonly string[]

/** A step while it is put together. */
export interface StepDraft {
  /** Tells two steps of one kind apart. */
  id: number
  step: StepName
  /** Empty: the run's endpoint. */
  endpointId: string
  settings: Readonly<Record<string, DraftValue>>
}

/** What is wrong with a step, by the name of its setting. */
export type StepErrors = Readonly<Record<string, string>>

interface Preset {
  id: string
  label: string
  steps: readonly StepName[]
}

/** Recipes that people begin with. */
export const presets: readonly Preset[] = [
  { id: 'crab', label: 'Crab: refine, back-translate, judge, redundancy', steps: ['refine', 'backtranslate', 'judge', 'redundancy'] },
  { id: 'judge', label: 'Judge what is left', steps: ['judge'] },
  { id: 'ecd', label: 'Evolve and answer (ECD)', steps: ['evolve', 'answer'] },
  { id: 'satisfaction', label: 'Natural satisfaction', steps: ['satisfaction'] },
  { id: 'difficulty', label: 'Difficulty', steps: ['difficulty'] },
]

let drafts = 0

/** A step with the settings that the recipe's schema gives where none are said. */
export function draftOf(step: StepName): StepDraft {
  const defaults = new Map<string, unknown>(Object.entries(recipeStep.parse({ step })))
  const settings = Object.fromEntries(fieldsOf(step).map(({ name }): [string, DraftValue] => [name, draftValue(defaults.get(name))]))
  return { id: ++drafts, step, endpointId: '', settings }
}

function draftValue(value: unknown): DraftValue {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(String)
  return value === undefined ? '' : String(value)
}

/** A draft as a step of a recipe, or what is wrong with it. */
export function readDraft(draft: StepDraft): { step: RecipeStep; errors: null } | { step: null; errors: StepErrors } {
  const given: Record<string, unknown> = { step: draft.step, ...(draft.endpointId === '' ? {} : { endpointId: draft.endpointId }) }
  for (const field of fieldsOf(draft.step)) {
    const value = draft.settings[field.name]
    if (field.kind !== 'number') given[field.name] = value
    else if (value !== '' || !field.optional) given[field.name] = value === '' ? Number.NaN : Number(value)
  }
  const parsed = recipeStep.safeParse(given)
  if (!parsed.success) {
    return { step: null, errors: Object.fromEntries(parsed.error.issues.toReversed().map((issue) => [String(issue.path[0]), wordsOf(issue)])) }
  }
  if (parsed.data.step === 'refine' && parsed.data.minWords > parsed.data.maxWords) return { step: null, errors: { maxWords: 'Less than the least' } }
  return { step: parsed.data, errors: null }
}

function wordsOf(issue: { code?: string; message: string; minimum?: unknown; maximum?: unknown; origin?: string; expected?: string }): string {
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'Enter a whole number' : 'Enter a number'
  if (issue.code === 'too_small') return issue.origin === 'array' ? 'Choose at least one' : `At least ${String(issue.minimum)}`
  if (issue.code === 'too_big') return `At most ${String(issue.maximum)}`
  return issue.message
}

/** The drafts with the one at `index` a place further up (-1) or down (1). */
export function movedDraft(all: readonly StepDraft[], index: number, by: -1 | 1): readonly StepDraft[] {
  const to = index + by
  const [here, there] = [all[index], all[to]]
  return here && there ? all.with(index, there).with(to, here) : all
}

/** Whether any of them asks a model. */
export function asksModel(all: readonly StepDraft[]): boolean {
  return all.some(({ step }) => !stepsWithoutEndpoint.includes(step))
}
