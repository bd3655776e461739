import { fault, isBlank, isObject, ownField } from './format.ts'
import type { RowFault, RowSkip } from './format.ts'
import type { ChatMessage } from '../record.ts'

/** How a format writes its turns: `messages[].{role, content}`, `conversations[].{from, value}`. */
export interface TurnShape {
  /** The field that holds the turns, for error reports. */
  field: string
  role: string
  content: string
  roles: ReadonlyMap<string, ChatMessage['role']>
}

/** A conversation cut at its last answer. */
export interface CutConversation {
  system: string | null
  history: ChatMessage[]
  instruction: string
  response: string
  /** Turns after the last answer, which belong to no pair. */
  trailing: number
}

/**
 * Reads turns and cuts them: the last assistant turn is the response, the user turn before it the instruction,
 * what is earlier is history. Turns have to alternate, user first, after at most one system message.
 */
export function readConversation(turns: unknown, shape: TurnShape): CutConversation | RowFault | RowSkip {
  const list = parsedList(turns)
  if (list === null) return fault(shape.field, 'is not a list of turns')
  let system: string | null = null
  const messages: ChatMessage[] = []
  let lastAnswer = -1
  for (const [i, turn] of list.entries()) {
    const message = readTurn(turn, `${shape.field}[${i}]`, shape)
    if ('error' in message) return message
    const roleField = `${shape.field}[${i}].${shape.role}`
    if (message.role === 'system') {
      if (i > 0) return fault(roleField, 'a system message can only be the first')
      system = message.content
      continue
    }
    const expected = messages.length % 2 === 0 ? 'user' : 'assistant'
    if (message.role !== expected) {
      const found = messages.length === 0 ? 'the conversation begins with' : 'follows a turn of the same side:'
      return fault(roleField, `${found} ${message.role}, where ${expected} is expected`)
    }
    if (message.role === 'assistant') lastAnswer = messages.length
    messages.push(message)
  }
  if (lastAnswer < 0) return { skip: 'no assistant turn' }
  const offset = list.length - messages.length
  const at = (index: number) => `${shape.field}[${index + offset}].${shape.content}`
  const instruction = messages[lastAnswer - 1]?.content ?? ''
  const response = messages[lastAnswer]?.content ?? ''
  if (isBlank(instruction)) return fault(at(lastAnswer - 1), 'is empty')
  if (isBlank(response)) return fault(at(lastAnswer), 'is empty')
  const history = messages.slice(0, lastAnswer - 1)
  return { system, history, instruction, response, trailing: messages.length - lastAnswer - 1 }
}

/** A list, or one written as JSON in a text cell, as tables keep them. */
export function parsedList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return null
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

function readTurn(turn: unknown, path: string, shape: TurnShape): ChatMessage | RowFault {
  if (!isObject(turn)) return fault(path, 'is not an object')
  const name = ownField(turn, shape.role)
  if (typeof name !== 'string') return fault(`${path}.${shape.role}`, 'is missing')
  const role = shape.roles.get(name.toLowerCase())
  if (role === undefined) {
    return fault(`${path}.${shape.role}`, `'${name.slice(0, 40)}' is no role that a pair can hold`)
  }
  const content = readContent(ownField(turn, shape.content))
  if (content === null) return fault(`${path}.${shape.content}`, 'is not text')
  return { role, content }
}

/** Text, or a list of text parts as the OpenAI API has them. Null for anything else, pictures included. */
function readContent(content: unknown): string | null {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return null
  const parts: string[] = []
  for (const part of content) {
    const text = ownField(part, 'text')
    if (ownField(part, 'type') !== 'text' || typeof text !== 'string') return null
    parts.push(text)
  }
  return parts.join('')
}

/** What is worth noting about a conversation beside its pair. */
export function conversationMeta(cut: CutConversation): Record<string, unknown> {
  return cut.trailing === 0 ? {} : { trailingTurns: cut.trailing }
}
