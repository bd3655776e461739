import { vocabulary } from '#lib/constraints/vocabulary.ts'

const labels = new Map(vocabulary.map((entry) => [entry.key, entry.label]))

/** A type's name as people read it; its key where the vocabulary does not know it. */
export function typeLabel(type: string): string {
  return labels.get(type) ?? type
}
