import { describeAll } from '#components/browse/filter.ts'
import { fieldsOf } from '#components/generation/step-fields.ts'
import { stepLabel } from '#components/generation/step-words.ts'
import { formatNumber, withinSentence } from '#components/ui/format.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { GenerateParams, RecipeStep } from '#lib/generation/recipe.ts'

/** What a generation run was asked, as rows of label and value. */
export function generationRows({ steps, filter, limit, budget, again }: GenerateParams): [string, string][] {
  return [
    ...steps.map((step, index): [string, string] => [`Step ${index + 1}`, stepWords(step)]),
    ['Of the pairs', filterWords(filter)],
    ...(limit ? [['At most', limit === 1 ? '1 pair' : `${formatNumber(limit)} pairs`] satisfies [string, string]] : []),
    ...(budget.tokens ? [['Budget of tokens', formatNumber(budget.tokens)] satisfies [string, string]] : []),
    ...(budget.cost ? [['Budget of money', String(budget.cost)] satisfies [string, string]] : []),
    ...(again ? [['Paid again', 'yes: earlier answers are not used'] satisfies [string, string]] : []),
  ]
}

/** A step and its settings in a line. */
export function stepWords(step: RecipeStep): string {
  const given = new Map<string, unknown>(Object.entries(step))
  const settings = fieldsOf(step.step).flatMap((field) => {
    const value = given.get(field.name)
    if (value === undefined) return []
    if (field.kind === 'switch') return value === true ? [withinSentence(field.label)] : []
    const label = (one: unknown) => ('choices' in field ? field.choices.find((choice) => choice.value === one)?.label : undefined) ?? String(one)
    return [`${withinSentence(field.label)}: ${Array.isArray(value) ? value.map(label).join(', ') : label(value)}`]
  })
  return settings.length === 0 ? stepLabel(step.step) : `${stepLabel(step.step)} (${settings.join('; ')})`
}

/** Which pairs a filter leaves, in words. */
export function filterWords(filter: PairFilter): string {
  return describeAll(filter) || 'all of the dataset'
}
