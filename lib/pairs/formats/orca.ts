import { importFormatLabels } from '../format-names.ts'
import { assemble } from './assemble.ts'
import { columnNamesOf, guessSideColumns } from './columns.ts'
import { parsedList } from './conversation.ts'
import { fault, isBlank, isObject, ownField, share } from './format.ts'
import type { PairFormat } from './format.ts'
import type { ChatMessage } from '../record.ts'

/**
 * Orca-chat: turns of input and output under one instruction that reads like a system prompt. As in Crab's seeds,
 * the instruction and the first input together, a blank line between them, are the first user turn.
 */
export const orca: PairFormat = {
  id: 'orca',
  label: importFormatLabels.orca,
  detect(sample) {
    return share(sample, (row) => parsedList(row['conversation']) !== null && 'instruction' in row)
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    const lead = row['instruction'] ?? ''
    if (typeof lead !== 'string') return fault('instruction', 'is not text')
    const turns = parsedList(row['conversation'])
    if (turns === null) return fault('conversation', 'is not a list of turns')
    const messages: ChatMessage[] = []
    for (const [i, turn] of turns.entries()) {
      const input = ownField(turn, 'input')
      const output = ownField(turn, 'output')
      if (typeof input !== 'string') return fault(`conversation[${i}].input`, 'is not text')
      if (typeof output !== 'string') return fault(`conversation[${i}].output`, 'is not text')
      const content = i === 0 ? [lead, input].filter((part) => !isBlank(part)).join('\n\n') : input
      messages.push({ role: 'user', content }, { role: 'assistant', content: output })
    }
    const last = turns.length - 1
    const [instruction, response] = messages.slice(-2).map((message) => message.content)
    if (instruction === undefined || response === undefined) return { skip: 'no assistant turn' }
    if (isBlank(instruction)) return fault(`conversation[${last}].input`, 'is empty')
    if (isBlank(response)) return fault(`conversation[${last}].output`, 'is empty')
    const found = { history: messages.slice(0, -2), instruction, response }
    return assemble(row, found, ['conversation', 'instruction'], columns)
  },
  defaultMapping(sample) {
    return { format: 'orca', columns: guessSideColumns(columnNamesOf(sample)) }
  },
}
