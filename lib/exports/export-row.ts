import { extraFields } from '#lib/exports/extra-columns.ts'
import type { ExportConstraint, ExportExample, ExportFormat } from '#lib/exports/formats/format.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** A row of an export: as JSON, by which it is hashed whatever the type of its file, and its fields for files that have columns, values of kind `json` maybe as JsonText. */
export interface ExportRow {
  json: string
  fields(): Record<string, unknown>
}

/** A row by its fields. */
export function rowOfFields(fields: Record<string, unknown>): ExportRow {
  return { json: JSON.stringify(fields), fields: () => fields }
}

/** The row of an example, with what the recipe asks for beside its format's own fields. `constraints`: those that it states. */
export function rowOfExample(example: ExportExample, format: Pick<ExportFormat, 'toRow' | 'toJson' | 'toColumns'>, recipe: Pick<ExportParams, 'margin' | 'weights'>, constraints: readonly ExportConstraint[] = example.constraints): ExportRow {
  const isPlain = recipe.margin === 'none' && recipe.weights === 'none'
  const withExtra = (fields: Record<string, unknown>): Record<string, unknown> => (isPlain ? fields : { ...fields, ...extraFields(recipe, constraints) })
  if (!format.toJson) return rowOfFields(withExtra(format.toRow(example)))
  const json = format.toJson(example)
  const columns = format.toColumns ?? format.toRow
  return { json: isPlain ? json : `${json.slice(0, -1)},${JSON.stringify(extraFields(recipe, constraints)).slice(1)}`, fields: () => withExtra(columns(example)) }
}
