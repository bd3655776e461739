import { importFormatLabels } from '../format-names.ts'
import { alpacaColumns, alpacaToPair } from './alpaca.ts'
import { columnNamesOf, guessSideColumns } from './columns.ts'
import { fault, isObject, share } from './format.ts'
import { conversationsToPair } from './sharegpt.ts'
import type { JsonObject, PairFormat } from './format.ts'

/** WizardLM's evol-instruct V2: conversations with an `idx`; its first release has instruction and output instead. */
export const wizardlm: PairFormat = {
  id: 'wizardlm',
  label: importFormatLabels.wizardlm,
  detect(sample) {
    return share(sample, (row) => 'idx' in row && ('conversations' in row || isFlat(row))) * 0.97
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    return 'conversations' in row ? conversationsToPair(row, columns) : alpacaToPair(row, columns)
  },
  defaultMapping(sample) {
    const names = columnNamesOf(sample)
    const columns = names.includes('conversations') ? guessSideColumns(names) : alpacaColumns(names)
    return { format: 'wizardlm', columns: names.includes('idx') ? { ...columns, id: 'idx' } : columns }
  },
}

function isFlat(row: JsonObject): boolean {
  return typeof row['instruction'] === 'string' && typeof row['output'] === 'string'
}
