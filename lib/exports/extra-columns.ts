import { bitsOf } from '#lib/compose/bits.ts'
import { formatColumns, type Column } from '#lib/exports/formats/columns.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** The fields of an export's rows: those of its format, and what the recipe asks for beside them. */
export function columnsOf({ format, margin, weights }: Pick<ExportParams, 'format' | 'margin' | 'weights'>): Column[] {
  return [
    ...formatColumns[format],
    ...(margin === 'none' ? [] : [{ name: 'margin', kind: 'decimal' as const }]),
    ...(weights === 'none' ? [] : [{ name: 'weight', kind: 'decimal' as const }]),
  ]
}

/** What is beside a format's own fields in a row. `violated` is of preferences: the places of the constraints that the rejected text fails. */
export function extraFields({ margin, weights }: Pick<ExportParams, 'margin' | 'weights'>, constraints: readonly ExportConstraint[], violated: readonly number[] = []): Record<string, number> {
  return {
    ...(margin === 'none' ? {} : { margin: marginOf(margin, constraints, violated) }),
    ...(weights === 'none' ? {} : { weight: weightOf(constraints) }),
  }
}

/** By how much one text is worse than another: the share or the number of the constraints that it fails, or what those say in bits. */
function marginOf(by: Exclude<ExportParams['margin'], 'none'>, constraints: readonly ExportConstraint[], violated: readonly number[]): number {
  if (by === 'count') return violated.length
  if (by === 'share') return violated.length / Math.max(1, constraints.length)
  return bitsOf(violated.flatMap((place) => constraints[place] ?? []))
}

/** How far a row is to be trusted: each constraint that a program proved counts one, each that people judged a half; their mean. A row that states nothing weighs 1. */
function weightOf(constraints: readonly ExportConstraint[]): number {
  if (constraints.length === 0) return 1
  return constraints.reduce((sum, { proven }) => sum + (proven ? 1 : 0.5), 0) / constraints.length
}
