import type { VocabularyEntry } from '#lib/constraints/vocabulary/entry.ts'
import { formatTypes } from '#lib/constraints/vocabulary/format.ts'
import { lengthTypes } from '#lib/constraints/vocabulary/length.ts'
import { lexicalTypes } from '#lib/constraints/vocabulary/lexical.ts'
import { structureTypes } from '#lib/constraints/vocabulary/structure.ts'
import { styleTypes } from '#lib/constraints/vocabulary/style.ts'

/** The one list of types. Everything that names a type takes it from here. */
export const vocabulary: readonly VocabularyEntry[] = [...lengthTypes, ...lexicalTypes, ...formatTypes, ...structureTypes, ...styleTypes]

const keyOf = new Map(vocabulary.flatMap((item) => [item.key, ...item.crab, ...item.aliases, ...item.benchmarks].map((name) => [fold(name), item.key] as const)))

/** The vocabulary's type for a name that a source uses, such as an official id of a benchmark; `unmapped` when it knows none. */
export function mapRawType(raw: string): string {
  return keyOf.get(fold(raw)) ?? 'unmapped'
}

/**
 * Types that a name the vocabulary does not know may mean, the likeliest first, at most three: by the words that it shares with their names,
 * labels and aliases. For a person to choose from; nothing is mapped by likeness.
 */
export function suggestTypes(raw: string): string[] {
  const wanted = new Set(wordsOf(raw))
  const scored = vocabulary
    .filter(({ key }) => key !== 'unmapped')
    .map(({ key, label, crab, aliases }) => {
      const known = new Set([key, label, ...crab, ...aliases].flatMap(wordsOf))
      return { key, shared: [...wanted].filter((word) => known.has(word)).length }
    })
    .filter(({ shared }) => shared > 0)
  return scored.toSorted((a, b) => b.shared - a.shared).slice(0, 3).map(({ key }) => key)
}

/** Words that nearly every name of a constraint has tell nothing. */
const empty = new Set(['constraint', 'requirement', 'specific', 'the', 'of', 'and', 'to', 'a', 'in', 'for'])

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])|([A-Z]+)(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''))
    .filter((word) => word !== '' && !empty.has(word))
}

/** The names of Crab's six rule-made families, as its records write them. */
export const crabRuleTypes: readonly string[] = ['Digit', 'Paragraph', 'Sentence', 'Word', 'Keyword', 'Punctuation']

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
