import { vocabulary } from '#lib/constraints/index.ts'

const entryOf = new Map(vocabulary.map((entry) => [entry.key, entry]))

/** A type's name as people read it. */
export function typeLabel(type: string): string {
  return entryOf.get(type)?.label ?? type
}
