import { importFormatLabels } from '../format-names.ts'
import { assemble } from './assemble.ts'
import { columnNamesOf, guessSideColumns } from './columns.ts'
import { conversationMeta, parsedList, readConversation } from './conversation.ts'
import { fault, isObject, ownField, share, textField } from './format.ts'
import { messagesShape } from './messages.ts'
import type { TurnShape } from './conversation.ts'
import type { Converted, JsonObject, PairFormat } from './format.ts'
import type { ColumnMapping } from '../record.ts'

const sharegptShape: TurnShape = {
  field: 'conversations',
  role: 'from',
  content: 'value',
  roles: new Map([
    ['system', 'system'],
    ['human', 'user'],
    ['user', 'user'],
    ['gpt', 'assistant'],
    ['chatgpt', 'assistant'],
    ['bing', 'assistant'],
    ['bard', 'assistant'],
    ['assistant', 'assistant'],
  ]),
}

export const sharegpt: PairFormat = {
  id: 'sharegpt',
  label: importFormatLabels.sharegpt,
  detect(sample) {
    return share(sample, (row) => parsedList(row['conversations']) !== null) * 0.9
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    return conversationsToPair(row, columns)
  },
  defaultMapping(sample) {
    return { format: 'sharegpt', columns: guessSideColumns(columnNamesOf(sample)) }
  },
}

/**
 * A row with `conversations`; the turns may also be written as role and content, and the system prompt stand
 * beside them.
 */
export function conversationsToPair(row: JsonObject, columns: ColumnMapping | undefined): Converted {
  const turns = parsedList(row['conversations'])
  if (turns === null) return fault('conversations', 'is not a list of turns')
  const plain = turns.length > 0 && ownField(turns[0], 'role') !== undefined
  const shape = plain ? { ...messagesShape, field: 'conversations' } : sharegptShape
  const cut = readConversation(turns, shape)
  if ('error' in cut || 'skip' in cut) return cut
  const beside = columns?.system ?? 'system'
  const system = cut.system ?? textField(row, beside)
  if (system === undefined) return fault(beside, 'is not text')
  const consumed = cut.system === null ? ['conversations', beside] : ['conversations']
  return assemble(row, { ...cut, system, meta: conversationMeta(cut) }, consumed, columns)
}
