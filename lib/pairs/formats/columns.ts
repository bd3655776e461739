import { isObject } from './format.ts'
import type { ColumnMapping } from '../record.ts'

export const columnRoles = [
  'instruction', 'input', 'response', 'system', 'id', 'source', 'language', 'license',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** Names people give the columns, most telling first; compared without case, spaces, hyphens and underscores. */
const aliases: Record<ColumnRole, readonly string[]> = {
  instruction: [
    'instruction', 'prompt', 'question', 'query', 'instructions', 'userprompt', 'usermessage', 'problem', 'q',
  ],
  input: ['input', 'context', 'inputs'],
  response: [
    'response', 'output', 'completion', 'answer', 'outputs', 'responses', 'answers', 'reply', 'target', 'solution', 'a',
  ],
  system: ['system', 'systemprompt', 'systemmessage'],
  id: ['id', 'uid', 'uuid', 'key', 'idx', 'rowid', 'recordid', 'promptid', 'externalid'],
  source: ['source', 'dataset', 'datasource', 'sourcedataset'],
  language: ['language', 'lang', 'locale'],
  license: ['license', 'licence'],
}

/** Which column plays which part, guessed by name. With no instruction but an input, the input is the instruction. */
export function guessColumns(names: readonly string[]): ColumnMapping {
  const tidy = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase().replaceAll(/[\s_-]/g, '')
    if (!tidy.has(key)) tidy.set(key, name)
  }
  const columns: ColumnMapping = {}
  for (const role of columnRoles) {
    const alias = aliases[role].find((name) => tidy.has(name))
    const column = alias === undefined ? undefined : tidy.get(alias)
    if (column !== undefined) columns[role] = column
  }
  if (columns.instruction === undefined && columns.input !== undefined) {
    columns.instruction = columns.input
    delete columns.input
  }
  return columns
}

/** The columns for what is said beside the conversation itself. */
export function guessSideColumns(names: readonly string[]): ColumnMapping {
  const { id, source, language, license } = guessColumns(names)
  return withoutUndefined({ id, source, language, license })
}

/** The names of all top-level fields in a sample, in order of first appearance. */
export function columnNamesOf(sample: readonly unknown[]): string[] {
  const names = new Set<string>()
  for (const row of sample) if (isObject(row)) for (const name of Object.keys(row)) names.add(name)
  return [...names]
}

export function withoutUndefined(columns: ColumnMapping): ColumnMapping {
  const result: ColumnMapping = {}
  for (const role of columnRoles) if (columns[role] !== undefined) result[role] = columns[role]
  return result
}
