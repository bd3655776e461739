import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { extraFields } from '#lib/exports/extra-columns.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

type Asked = Pick<ExportParams, 'margin' | 'weights'>

/** A row without what the recipe asks for beside its format, whose readers know nothing of it. */
export function withoutExtra(row: unknown, recipe: Asked): unknown {
  if (typeof row !== 'object' || row === null) return row
  const extra = Object.keys(extraFields(recipe, []))
  return extra.length === 0 ? row : Object.fromEntries(Object.entries(row).filter(([name]) => !extra.includes(name)))
}

/** Margins and weights are there, and are what the row's constraints come to. */
export function checkExtra(row: unknown, { constraints = [], rejected }: RowFacts, recipe: Asked, tell: Tell): void {
  for (const [name, wanted] of Object.entries(extraFields(recipe, constraints, rejected?.violated))) {
    const found: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined
    if (typeof found !== 'number' || Math.abs(found - wanted) > 1e-9) tell('extra', name, `is ${JSON.stringify(found) ?? 'not there'}, and the row's constraints come to ${wanted}`)
  }
}
