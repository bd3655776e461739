import { z } from 'zod'
import type { Question } from '#lib/generation/step.ts'

/** A value, or what is wrong with the answer, in words that the model can act on. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

/** More starts of objects than an answer with one object can have; keeps hostile answers from taking long. */
const mostStarts = 200

/** What an answer says, by its question's schema and check. `text` without thoughts; see `withoutThoughts`. */
export function parseAnswer<T>(answer: Question<T>['answer'], text: string): Parsed<T> {
  if (answer.kind === 'text') {
    const problem = text.trim() === '' ? 'The answer is empty.' : (answer.check?.(text) ?? null)
    // A question for text is a question for a string: the type has no way to say so.
    return problem === null ? { ok: true, value: text as T } : { ok: false, problem }
  }
  const found = onlyJson(text)
  if (!found.ok) return found
  const parsed = answer.schema.safeParse(found.value)
  if (!parsed.success) return { ok: false, problem: `The JSON is not as asked:\n${z.prettifyError(parsed.error)}` }
  const problem = answer.check?.(parsed.data) ?? null
  return problem === null ? { ok: true, value: parsed.data } : { ok: false, problem }
}

/** Between which marks the chat templates of reasoning models put thoughts: most of them; Mistral's; ByteDance's; Moonshot's. */
const thoughtMarks = [['<think>', '</think>'], ['[THINK]', '[/THINK]'], ['<seed:think>', '</seed:think>'], ['◁think▷', '◁/think▷']] as const

/**
 * An answer without what a reasoning model thought before it: a block at its start, such as `<think>`, or one whose beginning the server's
 * template had already written. A block that never ends leaves nothing.
 */
export function withoutThoughts(text: string): string {
  for (const [opening, closing] of thoughtMarks) {
    const end = text.indexOf(closing)
    const behind = () => text.slice(end + closing.length).trimStart()
    if (text.trimStart().startsWith(opening)) return end === -1 ? '' : behind()
    if (end !== -1 && !text.includes(opening)) return behind()
  }
  return text
}

/** The one JSON value of an answer: all of it, the inside of its only fence, or the only object among prose. */
function onlyJson(text: string): Parsed<unknown> {
  const whole = readJson(text)
  if (whole.ok) return whole
  const fences = [...text.matchAll(/^```[a-z]*[ \t]*\r?\n([\s\S]*?)^```[ \t]*$/gim)]
  if (fences.length === 1) {
    const inside = readJson(fences[0]?.[1] ?? '')
    if (inside.ok) return inside
  }
  const objects = objectsWithin(text)
  const [first] = objects
  if (objects.length > 1) return { ok: false, problem: `The answer holds ${objects.length} JSON objects instead of one.` }
  if (first !== undefined) return { ok: true, value: first }
  return text.includes('{') ? { ok: false, problem: `The answer is not valid JSON: ${whole.problem}` } : { ok: false, problem: 'The answer holds no JSON object.' }
}

/** JSON, also with bare line breaks and tabs in its strings: small models write them so, and llama-cpp-python's grammar lets them. */
export function readJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const escaped = text.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"/g, (string) => string.replace(/\p{Cc}/gu, escapeOf))
    if (escaped !== text) return readJson(escaped)
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

function escapeOf(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function objectsWithin(text: string): unknown[] {
  const objects: unknown[] = []
  let at = 0
  for (let starts = 0; starts < mostStarts; starts++) {
    at = text.indexOf('{', at)
    if (at === -1) break
    const end = endOfObject(text, at)
    const object = end === -1 ? null : readJson(text.slice(at, end))
    if (object?.ok) {
      objects.push(object.value)
      at = end
    } else {
      at++
    }
  }
  return objects
}

/** Just behind the brace that closes the one at `start`; -1: it is not closed. */
function endOfObject(text: string, start: number): number {
  let depth = 0
  let quoted = false
  for (let i = start; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return i + 1
  }
  return -1
}
