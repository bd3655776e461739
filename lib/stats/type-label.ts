import { vocabulary } from '#lib/constraints/vocabulary.ts'

const entryOf = new Map(vocabulary.map((entry) => [entry.key, entry]))

/** A type's name as people read it; its key where the vocabulary does not know it. */
export function typeLabel(type: string): string {
  return entryOf.get(type)?.label ?? type
}
