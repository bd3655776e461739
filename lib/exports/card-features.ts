import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { formatColumns, type Column, type ColumnKind } from '#lib/exports/formats/columns.ts'

/**
 * The part of a card's front matter that tells `datasets` the type of every column. Without it the types are guessed from the first ten megabytes,
 * and a field that only later rows have breaks the loading. What differs from row to row is `json` (datasets 4.7 or later): it comes back as it was written, from JSON
 * lines and Parquet alike; of CSV, where lists are JSON text, all that is no plain value. `evaluation`: the file of evaluation prompts, where there is one.
 */
export function cardFeatures(columns: readonly Column[], fileName: string, evaluation?: string): string {
  if (evaluation === undefined) return `dataset_info:\n${features(columns, fileName)}`
  return `dataset_info:\n- config_name: default\n${features(columns, fileName)}\n- config_name: ${evaluationConfig}\n${features(formatColumns.ifeval, evaluation)}`
}

/** The configuration of the evaluation prompts beside the rows. */
export const evaluationConfig = 'ifeval'

function features(columns: readonly Column[], fileName: string): string {
  const isCsv = fileTypeOf(fileName) === 'csv'
  const lines = columns.map(({ name, kind }) => {
    const type = isCsv && !plain.has(kind) ? typeOf.json : typeOf[kind]
    return `  - name: ${name}\n    ${type}`
  })
  return `  features:\n${lines.join('\n')}`
}

/** What a cell of a table can hold as it is. */
const plain: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['text', 'number', 'decimal', 'boolean'])

const struct = (fields: readonly string[]): string => `list:\n${fields.map((name) => `    - name: ${name}\n      dtype: string`).join('\n')}`

const typeOf: Readonly<Record<ColumnKind, string>> = {
  text: 'dtype: string',
  number: 'dtype: int64',
  decimal: 'dtype: float64',
  boolean: 'dtype: bool',
  texts: 'list: string',
  'text-pairs': 'list:\n      list: string',
  messages: struct(['role', 'content']),
  turns: struct(['from', 'value']),
  json: 'dtype: json',
}
