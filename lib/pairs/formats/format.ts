import type { ColumnMapping, FieldMapping, PairRecord } from '../record.ts'

/** Why a sound row became no pair, or what is wrong with it. Told apart from a record by their only key. */
export interface RowFault {
  error: { field: string | null; reason: string }
}
export interface RowSkip {
  skip: string
}
export type Converted = PairRecord | RowFault | RowSkip

/** One shape of rows that people keep instruction-response pairs in. */
export interface PairFormat {
  id: string
  label: string
  /** How sure it is, 0 to 1, that these rows have its shape. */
  detect(sample: readonly unknown[]): number
  /** Reads one row. Without columns, each row's own names are guessed at; with them, only what they name is read. */
  toPair(row: unknown, columns?: ColumnMapping): Converted
  /** What it would read from rows like these, for a person to change. */
  defaultMapping(sample: readonly unknown[]): FieldMapping
}

export function fault(field: string | null, reason: string): RowFault {
  return { error: { field, reason } }
}

/** Narrow: whether reading came to a pair. */
export function isPair(converted: Converted): converted is PairRecord {
  return !('error' in converted) && !('skip' in converted)
}

/** The share of rows that a predicate holds for; 0 for no rows. */
export function share(sample: readonly unknown[], holds: (row: JsonObject) => boolean): number {
  if (sample.length === 0) return 0
  return sample.filter((row) => isObject(row) && holds(row)).length / sample.length
}

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own field; inherited names such as `constructor` are not fields. */
export function ownField(row: unknown, name: string): unknown {
  if (typeof row !== 'object' || row === null || !Object.hasOwn(row, name)) return undefined
  return Object.getOwnPropertyDescriptor(row, name)?.value
}

/** A field by column name or, where there is no such column, by dotted path (`choices.0.text`). */
export function fieldAt(row: unknown, path: string): unknown {
  const whole = ownField(row, path)
  if (whole !== undefined || !path.includes('.')) return whole
  let value: unknown = row
  for (const step of path.split('.')) value = ownField(value, step)
  return value
}

/**
 * A text field: null where it is missing, null or empty; undefined where it is something else than text or a
 * number.
 */
export function textField(row: unknown, path: string | undefined): string | null | undefined {
  if (path === undefined) return null
  const value = fieldAt(row, path)
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}

export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === ''
}
