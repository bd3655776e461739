import type { Person } from '#lib/comments/contract.ts'

const mostOffered = 6

/** The name that is being written behind an @ just before the caret, and who it may be; null where none is. */
export function naming(text: string, caret: number, people: readonly Person[]): { from: number; people: Person[] } | null {
  const before = text.slice(0, caret)
  const from = before.lastIndexOf('@')
  if (from === -1 || /[\p{L}\p{N}_.]$/u.test(before.slice(0, from))) return null
  const begun = before.slice(from + 1).toLowerCase()
  if (begun.includes('\n')) return null
  const fitting = people.filter(({ name }) => name.toLowerCase().startsWith(begun) && name.toLowerCase() !== begun.trimEnd())
  return fitting.length === 0 ? null : { from, people: fitting.slice(0, mostOffered) }
}

/** The text with the name in place of what was begun, and where the caret goes. */
export function named(text: string, caret: number, from: number, person: Person): { text: string; caret: number } {
  const head = `${text.slice(0, from)}@${person.name} `
  return { text: head + text.slice(caret).replace(/^ /, ''), caret: head.length }
}
