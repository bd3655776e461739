import { importFormatLabels } from '../format-names.ts'
import { assemble, requiredTexts } from './assemble.ts'
import { columnNamesOf, guessSideColumns } from './columns.ts'
import { conversationMeta, parsedList, readConversation } from './conversation.ts'
import { fault, isObject, ownField, share } from './format.ts'
import type { TurnShape } from './conversation.ts'
import type { PairFormat } from './format.ts'

export const messagesShape: TurnShape = {
  field: 'messages',
  role: 'role',
  content: 'content',
  roles: new Map([
    ['system', 'system'],
    ['developer', 'system'],
    ['user', 'user'],
    ['human', 'user'],
    ['assistant', 'assistant'],
  ]),
}

/** OpenAI's chat rows, and TRL's prompt-completion rows, as text or as messages. */
export const messages: PairFormat = {
  id: 'messages',
  label: importFormatLabels.messages,
  detect(sample) {
    const chats = share(sample, (row) => parsedList(row['messages']) !== null)
    const completions = share(sample, (row) => 'prompt' in row && 'completion' in row)
    return Math.max(chats * 0.9, completions * 0.85)
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    if ('messages' in row) {
      const cut = readConversation(row['messages'], messagesShape)
      if ('error' in cut || 'skip' in cut) return cut
      return assemble(row, { ...cut, meta: conversationMeta(cut) }, ['messages'], columns)
    }
    if (!('prompt' in row && 'completion' in row)) return fault('messages', 'is missing')
    const consumed = ['prompt', 'completion']
    const [promptTurns, completionTurns] = [cellTurns(row['prompt']), cellTurns(row['completion'])]
    if (typeof promptTurns === 'string' && typeof completionTurns === 'string') {
      const texts = requiredTexts(row, 'prompt', 'completion')
      return 'error' in texts ? texts : assemble(row, texts, consumed, columns)
    }
    const prompt = turnsOf(promptTurns, 'user')
    if (prompt === null) return fault('prompt', 'is neither text nor a list of turns')
    const completion = turnsOf(completionTurns, 'assistant')
    if (completion === null) return fault('completion', 'is neither text nor a list of turns')
    const cut = readConversation([...prompt, ...completion], { ...messagesShape, field: 'prompt+completion' })
    if ('error' in cut || 'skip' in cut) return cut
    return assemble(row, { ...cut, meta: conversationMeta(cut) }, consumed, columns)
  },
  defaultMapping(sample) {
    return { format: 'messages', columns: guessSideColumns(columnNamesOf(sample)) }
  },
}

/** The turns that a table's cell has as JSON; whatever else it holds as it is: a text may be a list of other things. */
function cellTurns(value: unknown): unknown {
  const list = typeof value === 'string' ? parsedList(value) : null
  return list && list.length > 0 && list.every((turn) => ownField(turn, 'role') !== undefined) ? list : value
}

function turnsOf(value: unknown, role: 'user' | 'assistant'): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? [{ role, content: value }] : null
}
