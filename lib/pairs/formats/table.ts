import { importFormatLabels } from '../format-names.ts'
import { assemble, requiredTexts } from './assemble.ts'
import { columnNamesOf, guessColumns } from './columns.ts'
import { fault, isObject, share, textField } from './format.ts'
import type { PairFormat } from './format.ts'

/** Any row with its texts in columns: CSV, Parquet, or JSON objects with names of their own. */
export const table: PairFormat = {
  id: 'table',
  label: importFormatLabels.table,
  detect(sample) {
    const guess = guessColumns(columnNamesOf(sample))
    const { instruction, response } = guess
    if (instruction === undefined || response === undefined) return sample.some(isObject) ? 0.05 : 0
    const texts = share(
      sample,
      (row) => typeof textField(row, instruction) === 'string' && typeof textField(row, response) === 'string',
    )
    return Math.max(0.05, texts * 0.7)
  },
  toPair(row, mapping) {
    if (!isObject(row)) return fault(null, 'is not an object')
    const columns = mapping ?? guessColumns(Object.keys(row))
    if (columns.instruction === undefined) return fault('instruction', 'no column is chosen for it')
    if (columns.response === undefined) return fault('response', 'no column is chosen for it')
    const texts = requiredTexts(row, columns.instruction, columns.response)
    if ('error' in texts) return texts
    const input = textField(row, columns.input)
    if (input === undefined) return fault(columns.input ?? 'input', 'is not text')
    const system = textField(row, columns.system)
    if (system === undefined) return fault(columns.system ?? 'system', 'is not text')
    const consumed = [columns.instruction, columns.response, columns.input, columns.system]
    return assemble(row, { ...texts, input, system }, consumed.filter((name) => name !== undefined), columns)
  },
  defaultMapping(sample) {
    return { format: 'table', columns: guessColumns(columnNamesOf(sample)) }
  },
}
