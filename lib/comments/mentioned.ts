import type { Person } from '#lib/comments/contract.ts'

/**
 * Who is named in a text by `@` and their name, in capitals or not. Of two names that both fit at one place the longer one counts
 * (`@Ada Lovelace` is not Ada); people who share a name are all meant. Code, where an @ is a decorator, names nobody.
 */
export function mentioned(text: string, people: readonly Person[]): Person[] {
  const prose = text.replaceAll(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ').normalize('NFC').toLowerCase()
  const names = people.map((person) => ({ person, name: person.name.normalize('NFC').toLowerCase() })).filter(({ name }) => name !== '')
  const found = new Set<Person>()
  for (const { index } of prose.matchAll(/(?<![\p{L}\p{N}_.])@/gu)) {
    const rest = prose.slice(index + 1)
    const fitting = names.filter(({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(rest.slice(name.length)))
    const longest = Math.max(0, ...fitting.map(({ name }) => name.length))
    for (const { person, name } of fitting) if (name.length === longest) found.add(person)
  }
  return [...found]
}
