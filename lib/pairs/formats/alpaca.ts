import { importFormatLabels } from '../format-names.ts'
import { assemble, requiredTexts } from './assemble.ts'
import { columnNamesOf, guessSideColumns, withoutUndefined } from './columns.ts'
import { parsedList } from './conversation.ts'
import { fault, isObject, share, textField } from './format.ts'
import type { Converted, JsonObject, PairFormat, RowFault } from './format.ts'
import type { ChatMessage, ColumnMapping } from '../record.ts'

/** Alpaca's instruction, input and output; LLaMA-Factory adds system and a history of question-answer pairs. */
export const alpaca: PairFormat = {
  id: 'alpaca',
  label: importFormatLabels.alpaca,
  detect(sample) {
    const rows = share(sample, (row) => typeof row['instruction'] === 'string' && typeof row['output'] === 'string')
    return rows * (columnNamesOf(sample).includes('input') ? 0.95 : 0.9)
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    return alpacaToPair(row, columns)
  },
  defaultMapping(sample) {
    return { format: 'alpaca', columns: alpacaColumns(columnNamesOf(sample)) }
  },
}

export function alpacaColumns(names: readonly string[]): ColumnMapping {
  return withoutUndefined({
    instruction: 'instruction',
    input: names.includes('input') ? 'input' : undefined,
    response: 'output',
    system: names.includes('system') ? 'system' : undefined,
    ...guessSideColumns(names),
  })
}

export function alpacaToPair(row: JsonObject, mapping: ColumnMapping | undefined): Converted {
  const columns = mapping ?? alpacaColumns(Object.keys(row))
  const instructionColumn = columns.instruction ?? 'instruction'
  const responseColumn = columns.response ?? 'output'
  const texts = requiredTexts(row, instructionColumn, responseColumn)
  if ('error' in texts) return texts
  const input = textField(row, columns.input)
  if (input === undefined) return fault(columns.input ?? 'input', 'is not text')
  const system = textField(row, columns.system)
  if (system === undefined) return fault(columns.system ?? 'system', 'is not text')
  const history = readHistory(row['history'])
  if ('error' in history) return history
  const consumed = [instructionColumn, responseColumn, columns.input, columns.system, 'history']
  const found = { ...texts, input, system, history: history.turns }
  return assemble(row, found, consumed.filter((name) => name !== undefined), columns)
}

function readHistory(history: unknown): { turns: ChatMessage[] } | RowFault {
  const turns: ChatMessage[] = []
  if (history === undefined || history === null || history === '') return { turns }
  const list = parsedList(history)
  if (list === null) return fault('history', 'is not a list of question-answer pairs')
  for (const [i, pair] of list.entries()) {
    const [question, answer]: unknown[] = Array.isArray(pair) ? pair : []
    if (typeof question !== 'string' || typeof answer !== 'string') {
      return fault(`history[${i}]`, 'is not a question-answer pair')
    }
    turns.push({ role: 'user', content: question }, { role: 'assistant', content: answer })
  }
  return { turns }
}
