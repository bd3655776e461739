import { z } from 'zod'
import { AppError } from '#lib/http/errors.ts'

const message = z.object({ role: z.string(), content: z.string() })
const record = z.union([
  z.string(),
  z.object({ prompt: z.string() }).transform(({ prompt }) => prompt),
  z.object({ instruction: z.string() }).transform(({ instruction }) => instruction),
  z.object({ messages: z.array(message).min(1) }).transform(({ messages }) => messages.filter(({ role }) => role === 'user').map(({ content }) => content).join('\n')),
])

/**
 * The prompts of a benchmark's file: JSON, or JSON Lines, of texts or of records with `prompt`, `instruction` or `messages`; anything else is one prompt a line.
 * Throws AppError('invalid') where a record has none of them, or there is no prompt at all.
 */
export function readPrompts(file: string): string[] {
  const text = file.replace(/^\uFEFF/, '').trim()
  const prompts = (text.startsWith('[') ? promptsIn(parsed(text)) : text.split('\n').flatMap((line, index) => promptOf(line.trim(), index))).filter((prompt) => prompt.trim() !== '')
  if (prompts.length === 0) throw new AppError('invalid', 'This file has no prompts.')
  return prompts
}

function promptOf(line: string, index: number): string[] {
  if (line === '') return []
  if (!line.startsWith('{') && !line.startsWith('"')) return [line]
  const read = record.safeParse(parsed(line))
  if (!read.success) throw new AppError('invalid', `Line ${index + 1} has no prompt: it needs a field prompt, instruction or messages.`)
  return [read.data]
}

function promptsIn(value: unknown): string[] {
  const read = z.array(record).safeParse(value)
  if (!read.success) throw new AppError('invalid', `Record ${String(read.error.issues[0]?.path[0] ?? 0)} has no prompt: it needs a field prompt, instruction or messages.`)
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'This is no valid JSON.')
  }
}
