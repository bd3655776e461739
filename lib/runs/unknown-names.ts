import { z } from 'zod'

/** So many names are told of at each level, and the nearest of those that are no longer than this, in characters: it takes time to find. */
const mostTold = 20
const longest = 60

/** Tells of names in a value that its schema does not have, at every level, with the nearest that it has. Names of records are anybody's. `beside`: names that the value may have, too. */
export function tellUnknownNames(value: unknown, schema: z.core.$ZodType, context: z.RefinementCtx, beside: readonly string[] = [], path: readonly string[] = []): void {
  const shaped = objectIn(schema)
  if (!shaped || typeof value !== 'object' || value === null) return
  let told = 0
  for (const [name, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shaped, name) ? shaped[name] : undefined
    if (known) tellUnknownNames(inner, known, context, [], [...path, name])
    else if (!beside.includes(name) && told++ < mostTold) {
      const nearest = name.length > longest ? '' : `; the nearest is ${nearestName(name, Object.keys(shaped))}`
      context.addIssue({ code: 'custom', path: [...path, name], message: `is nothing that a recipe says${path.length > 0 ? ` of ${path.join('.')}` : ''}${nearest}` })
    }
  }
}

/** The fields of an object, whatever is around it; null for what is no object. */
function objectIn(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  if (schema instanceof z.ZodObject) return schema.shape
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return objectIn(schema.unwrap())
  return null
}

/** Of some names the one that takes the fewest changes of a letter. */
function nearestName(name: string, names: readonly string[]): string {
  const far = (other: string): number => distance(name.toLowerCase(), other.toLowerCase())
  return names.toSorted((a, b) => far(a) - far(b))[0] ?? ''
}

/** How many letters are to be put in, left out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (const [n, letter] of [...from].entries()) {
    const next = [n + 1]
    for (let at = 0; at < to.length; at++) next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === to[at] ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
